package io.niteru.plugin.mapper;

import io.niteru.plugin.settings.IndexKnnSettings;
import io.niteru.plugin.space.SpaceType;
import org.opensearch.common.settings.Settings;

/**
 * What a field takes from its index's settings where its mapping says nothing. Read once, when the
 * mapping is parsed: a builder that merges mappings is given no settings.
 */
record IndexDefaults(boolean knn, SpaceType space, int m, int efConstruction) {
  static IndexDefaults of(Settings settings) {
    return new IndexDefaults(
        IndexKnnSettings.KNN.get(settings),
        SpaceType.of(IndexKnnSettings.SPACE_TYPE.get(settings)),
        IndexKnnSettings.M.get(settings),
        IndexKnnSettings.EF_CONSTRUCTION.get(settings));
  }
}
