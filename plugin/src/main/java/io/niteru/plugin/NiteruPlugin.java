package io.niteru.plugin;

import io.niteru.plugin.codec.NiteruCodecService;
import io.niteru.plugin.mapper.KnnVectorFieldMapper;
import io.niteru.plugin.query.KnnQueryBuilder;
import io.niteru.plugin.query.KnnQueryParser;
import io.niteru.plugin.rest.ElasticsearchClients;
import io.niteru.plugin.settings.ClusterKnnSettings;
import io.niteru.plugin.settings.IndexKnnSettings;
import io.niteru.plugin.settings.NewIndexDefaults;
import io.niteru.plugin.source.SourceMasker;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.index.IndexModule;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.codec.CodecServiceFactory;
import org.opensearch.index.mapper.Mapper;
import org.opensearch.index.shard.IndexSettingProvider;
import org.opensearch.plugins.ActionPlugin;
import org.opensearch.plugins.EnginePlugin;
import org.opensearch.plugins.MapperPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.SearchPlugin;
import org.opensearch.rest.RestHandler;
import org.opensearch.rest.RestHeaderDefinition;

/** What a node is told about Niteru; its parts are in the packages below. */
public final class NiteruPlugin extends Plugin
    implements MapperPlugin, SearchPlugin, EnginePlugin, ActionPlugin {
  private final boolean elasticsearchClients;

  /** Called by the node, with its settings. */
  public NiteruPlugin(Settings settings) {
    this.elasticsearchClients = ElasticsearchClients.SETTING.get(settings);
  }

  @Override
  public List<Setting<?>> getSettings() {
    return Stream.of(
            IndexKnnSettings.all(), ClusterKnnSettings.all(), List.of(ElasticsearchClients.SETTING))
        .<Setting<?>>flatMap(List::stream)
        .toList();
  }

  @Override
  public Collection<IndexSettingProvider> getAdditionalIndexSettingProviders() {
    return List.of(new NewIndexDefaults());
  }

  @Override
  public Map<String, Mapper.TypeParser> getMappers() {
    return Map.of(KnnVectorFieldMapper.CONTENT_TYPE, KnnVectorFieldMapper.PARSER);
  }

  @Override
  public List<QuerySpec<?>> getQueries() {
    return List.of(
        new QuerySpec<>(KnnQueryBuilder.NAME, KnnQueryBuilder::new, KnnQueryParser::parse));
  }

  @Override
  public Optional<CodecServiceFactory> getCustomCodecServiceFactory(IndexSettings settings) {
    return settings.getValue(IndexKnnSettings.KNN)
        ? Optional.of(NiteruCodecService::new)
        : Optional.empty();
  }

  @Override
  public void onIndexModule(IndexModule index) {
    if (IndexKnnSettings.KNN.get(index.getSettings())
        && IndexKnnSettings.DERIVED_SOURCE.get(index.getSettings())) {
      index.addIndexOperationListener(new SourceMasker());
    }
  }

  @Override
  public UnaryOperator<RestHandler> getRestHandlerWrapper(
      ThreadContext context, Set<RestHeaderDefinition> headers) {
    return elasticsearchClients ? new ElasticsearchClients(context) : null;
  }
}
