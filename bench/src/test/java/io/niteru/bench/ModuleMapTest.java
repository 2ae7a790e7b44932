package io.niteru.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The map of {@code docs/architecture.md}: which way dependencies point. */
class ModuleMapTest {
  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(new ImportOption.DoNotIncludePackageInfos())
            .importPackages("io.niteru");
  }

  @Test
  void modulesDependOnThoseBelowThemOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("core")
        .definedBy("io.niteru.core..")
        .layer("features")
        .definedBy("io.niteru.features..")
        .layer("images")
        .definedBy("io.niteru.images..")
        .layer("plugin")
        .definedBy("io.niteru.plugin..")
        .layer("app")
        .definedBy("io.niteru.app..")
        .layer("bench")
        .definedBy("io.niteru.bench..")
        .whereLayer("core")
        .mayNotAccessAnyLayer()
        .whereLayer("features")
        .mayOnlyAccessLayers("core")
        .whereLayer("images")
        .mayOnlyAccessLayers("features", "core")
        .whereLayer("plugin")
        .mayOnlyAccessLayers("core")
        .whereLayer("app")
        .mayOnlyAccessLayers("plugin", "images", "features", "core")
        .check(classes);
  }

  @Test
  void noPackageDependsOnOneThatDependsOnIt() {
    slices().matching("io.niteru.(**)").should().beFreeOfCycles().check(classes);
  }

  @Test
  void theIndexNeedsLuceneAndNothingElse() {
    noClasses()
        .that()
        .resideInAPackage("io.niteru.core..")
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "io.niteru.core..", "org.apache.lucene..", "java..", "jdk.incubator.vector..")
        .check(classes);
  }

  @Test
  void onlyTheNodeOfTheApplicationKnowsTheEngine() {
    noClasses()
        .that()
        .resideInAPackage("io.niteru.app..")
        .and()
        .resideOutsideOfPackage("io.niteru.app.node..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.niteru.plugin..",
            "org.opensearch.node..",
            "org.opensearch.index..",
            "org.opensearch.cluster..")
        .check(classes);
  }
}
