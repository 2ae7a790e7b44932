package io.niteru.plugin;

import io.niteru.plugin.actions.WriteGuard;
import io.niteru.plugin.codec.NiteruCodecService;
import io.niteru.plugin.damage.DamageWatch;
import io.niteru.plugin.mapper.KnnVectorFieldMapper;
import io.niteru.plugin.memory.RestMemoryAction;
import io.niteru.plugin.memory.TransportClearCacheAction;
import io.niteru.plugin.memory.TransportWarmupAction;
import io.niteru.plugin.metrics.Counters;
import io.niteru.plugin.metrics.SearchCounter;
import io.niteru.plugin.query.KnnQueryBuilder;
import io.niteru.plugin.query.KnnQueryParser;
import io.niteru.plugin.rest.ElasticsearchClients;
import io.niteru.plugin.rest.RestModelsAction;
import io.niteru.plugin.rest.TypedPaths;
import io.niteru.plugin.scheduling.Scheduling;
import io.niteru.plugin.scheduling.SchedulingSettings;
import io.niteru.plugin.script.KnnScriptEngine;
import io.niteru.plugin.settings.ClusterKnnSettings;
import io.niteru.plugin.settings.IndexKnnSettings;
import io.niteru.plugin.settings.LiveSettings;
import io.niteru.plugin.source.RewriteEngine;
import io.niteru.plugin.source.RewriteFetch;
import io.niteru.plugin.source.Rewrites;
import io.niteru.plugin.source.SourceMasker;
import io.niteru.plugin.stats.RestStatsAction;
import io.niteru.plugin.stats.TransportStatsAction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.opensearch.action.ActionRequest;
import org.opensearch.action.support.ActionFilter;
import org.opensearch.cluster.metadata.IndexNameExpressionResolver;
import org.opensearch.cluster.node.DiscoveryNodes;
import org.opensearch.cluster.service.ClusterService;
import org.opensearch.common.settings.ClusterSettings;
import org.opensearch.common.settings.IndexScopedSettings;
import org.opensearch.common.settings.Setting;
import org.opensearch.common.settings.Settings;
import org.opensearch.common.settings.SettingsFilter;
import org.opensearch.common.util.concurrent.ThreadContext;
import org.opensearch.core.action.ActionResponse;
import org.opensearch.core.common.io.stream.NamedWriteableRegistry;
import org.opensearch.core.xcontent.NamedXContentRegistry;
import org.opensearch.env.Environment;
import org.opensearch.env.NodeEnvironment;
import org.opensearch.index.IndexModule;
import org.opensearch.index.IndexSettings;
import org.opensearch.index.codec.CodecServiceFactory;
import org.opensearch.index.engine.EngineFactory;
import org.opensearch.index.mapper.Mapper;
import org.opensearch.index.shard.IndexSettingProvider;
import org.opensearch.plugins.ActionPlugin;
import org.opensearch.plugins.EnginePlugin;
import org.opensearch.plugins.MapperPlugin;
import org.opensearch.plugins.Plugin;
import org.opensearch.plugins.ScriptPlugin;
import org.opensearch.plugins.SearchPlugin;
import org.opensearch.repositories.RepositoriesService;
import org.opensearch.rest.RestController;
import org.opensearch.rest.RestHandler;
import org.opensearch.rest.RestHeaderDefinition;
import org.opensearch.script.ScriptContext;
import org.opensearch.script.ScriptEngine;
import org.opensearch.script.ScriptService;
import org.opensearch.search.fetch.FetchSubPhase;
import org.opensearch.threadpool.ExecutorBuilder;
import org.opensearch.threadpool.ThreadPool;
import org.opensearch.transport.client.Client;
import org.opensearch.watcher.ResourceWatcherService;

/** What a node is told about Niteru; its parts are in the packages below. */
public final class NiteruPlugin extends Plugin
    implements MapperPlugin, SearchPlugin, ScriptPlugin, EnginePlugin, ActionPlugin {
  private final boolean elasticsearchClients;
  private final LiveSettings live;
  private final Counters counters = new Counters();
  private final Scheduling scheduling;
  private final DamageWatch damage;
  private ClusterService clusterService;
  private ThreadPool threads;

  /** Called by the node, with its settings. */
  public NiteruPlugin(Settings settings) {
    this.elasticsearchClients = ElasticsearchClients.SETTING.get(settings);
    this.live = new LiveSettings(settings);
    this.scheduling = new Scheduling(settings);
    this.damage = new DamageWatch(live, counters);
  }

  /** What the node hands to the actions below. */
  @Override
  public Collection<Object> createComponents(
      Client client,
      ClusterService clusterService,
      ThreadPool threadPool,
      ResourceWatcherService resourceWatcherService,
      ScriptService scriptService,
      NamedXContentRegistry contentRegistry,
      Environment environment,
      NodeEnvironment nodeEnvironment,
      NamedWriteableRegistry writeableRegistry,
      IndexNameExpressionResolver resolver,
      Supplier<RepositoriesService> repositories) {
    this.clusterService = clusterService;
    this.threads = threadPool;
    live.follow(clusterService.getClusterSettings());
    scheduling.begin(threadPool, clusterService.getClusterSettings());
    damage.begin(threadPool);
    return List.of(live, counters);
  }

  @Override
  public List<ActionHandler<? extends ActionRequest, ? extends ActionResponse>> getActions() {
    return List.of(
        new ActionHandler<>(TransportStatsAction.TYPE, TransportStatsAction.class),
        new ActionHandler<>(TransportWarmupAction.TYPE, TransportWarmupAction.class),
        new ActionHandler<>(TransportClearCacheAction.TYPE, TransportClearCacheAction.class));
  }

  @Override
  public List<ActionFilter> getActionFilters() {
    return List.of(
        new WriteGuard(live, clusterService),
        new Rewrites(() -> threads.getThreadContext()),
        new SearchCounter(counters),
        scheduling.searchFilter());
  }

  @Override
  public List<RestHandler> getRestHandlers(
      Settings settings,
      RestController controller,
      ClusterSettings clusterSettings,
      IndexScopedSettings indexSettings,
      SettingsFilter filter,
      IndexNameExpressionResolver resolver,
      Supplier<DiscoveryNodes> nodes) {
    List<RestHandler> handlers = new ArrayList<>();
    handlers.add(new RestStatsAction());
    handlers.add(RestMemoryAction.warmup());
    handlers.add(RestMemoryAction.clearCache());
    handlers.add(new RestModelsAction());
    if (elasticsearchClients) {
      handlers.addAll(TypedPaths.handlers(settings));
    }
    return handlers;
  }

  @Override
  public List<Setting<?>> getSettings() {
    return Stream.of(
            IndexKnnSettings.all(),
            ClusterKnnSettings.all(),
            SchedulingSettings.all(),
            List.of(ElasticsearchClients.SETTING))
        .<Setting<?>>flatMap(List::stream)
        .toList();
  }

  @Override
  public Collection<IndexSettingProvider> getAdditionalIndexSettingProviders() {
    return List.of(scheduling.indexDefaults());
  }

  @Override
  public Map<String, Mapper.TypeParser> getMappers() {
    return Map.of(KnnVectorFieldMapper.CONTENT_TYPE, KnnVectorFieldMapper.PARSER);
  }

  @Override
  public List<QuerySpec<?>> getQueries() {
    return List.of(
        new QuerySpec<>(
            KnnQueryBuilder.NAME,
            KnnQueryBuilder::new,
            parser -> {
              live.requireEnabled();
              return KnnQueryParser.parse(parser);
            }));
  }

  @Override
  public ScriptEngine getScriptEngine(Settings settings, Collection<ScriptContext<?>> contexts) {
    return new KnnScriptEngine(counters);
  }

  @Override
  public Optional<CodecServiceFactory> getCustomCodecServiceFactory(IndexSettings settings) {
    return settings.getValue(IndexKnnSettings.KNN)
        ? Optional.of(config -> new NiteruCodecService(config, live, counters, scheduling))
        : Optional.empty();
  }

  @Override
  public Optional<EngineFactory> getEngineFactory(IndexSettings settings) {
    boolean masked =
        settings.getValue(IndexKnnSettings.KNN)
            && settings.getValue(IndexKnnSettings.DERIVED_SOURCE);
    return masked && !settings.isRemoteSnapshot()
        ? Optional.of(RewriteEngine.factory(threads.getThreadContext()))
        : Optional.empty();
  }

  @Override
  public List<FetchSubPhase> getFetchSubPhases(FetchPhaseConstructionContext context) {
    return List.of(new RewriteFetch(() -> threads.getThreadContext()));
  }

  @Override
  public List<ExecutorBuilder<?>> getExecutorBuilders(Settings settings) {
    return Scheduling.pools();
  }

  @Override
  public void onIndexModule(IndexModule index) {
    if (!IndexKnnSettings.KNN.get(index.getSettings())) {
      return;
    }
    scheduling.watch(index);
    index.addIndexEventListener(damage);
    if (IndexKnnSettings.DERIVED_SOURCE.get(index.getSettings())) {
      index.addIndexOperationListener(new SourceMasker());
    }
  }

  @Override
  public UnaryOperator<RestHandler> getRestHandlerWrapper(
      ThreadContext context, Set<RestHeaderDefinition> headers) {
    return elasticsearchClients ? new ElasticsearchClients(context) : null;
  }
}
