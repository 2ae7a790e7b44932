package io.niteru.plugin.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.bulk.BulkAction;
import org.opensearch.action.bulk.BulkRequest;
import org.opensearch.action.search.SearchAction;
import org.opensearch.action.search.SearchRequest;
import org.opensearch.core.action.ActionListener;
import org.opensearch.core.action.ActionResponse;

class SearchPriorityFilterTest {
  private static final ActionListener<ActionResponse> NOBODY =
      ActionListener.wrap(response -> {}, failure -> {});

  private final AtomicInteger underWay = new AtomicInteger();
  private final SearchPriorityFilter filter =
      new SearchPriorityFilter(underWay::incrementAndGet, underWay::decrementAndGet);

  @Test
  void aSearchIsUnderWayUntilItIsAnswered() {
    run(
        SearchAction.NAME,
        new SearchRequest(),
        listener -> {
          assertThat(underWay).hasValue(1);
          listener.onResponse(null);
        });
    assertThat(underWay).hasValue(0);
  }

  @Test
  void aSearchThatFailsIsOver() {
    run(
        SearchAction.NAME,
        new SearchRequest(),
        listener -> listener.onFailure(new IllegalStateException("no shard")));
    assertThat(underWay).hasValue(0);
  }

  @Test
  void aSearchIsOverOnceHoweverOftenThatIsTold() {
    run(
        SearchAction.NAME,
        new SearchRequest(),
        listener -> {
          listener.onResponse(null);
          listener.onFailure(new IllegalStateException("no connection"));
        });
    assertThat(underWay).hasValue(0);
  }

  @Test
  void aSearchThatNobodyAnswersForAnErrorIsOver() {
    for (Throwable thrown : List.of(new StackOverflowError(), new IllegalStateException())) {
      assertThatThrownBy(
              () -> run(SearchAction.NAME, new SearchRequest(), listener -> throwing(thrown)))
          .isSameAs(thrown);
      assertThat(underWay).hasValue(0);
    }
  }

  private static void throwing(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) thrown;
  }

  @Test
  void nothingElseIsASearch() {
    run(BulkAction.NAME, new BulkRequest(), listener -> assertThat(underWay).hasValue(0));
    assertThat(underWay).hasValue(0);
  }

  private void run(
      String action, ActionRequest request, Consumer<ActionListener<ActionResponse>> answer) {
    filter.apply(
        null,
        action,
        request,
        null,
        NOBODY,
        (task, name, sent, listener) -> answer.accept(listener));
  }
}
