package dev.brummer.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The shape of the house: who may know whom, over the compiled classes of all five modules.
class ArchitectureTest {
  /// Fewer means that the rules below look at nothing.
  private static final int FEWEST_CLASSES = 400;

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.brummer");

  @Test
  void theWholeHouse_isLookedAt() {
    assertTrue(HOUSE.size() >= FEWEST_CLASSES, HOUSE.size() + " classes");
    for (String module : new String[] {"engine", "proxy", "tui", "app", "perf"}) {
      assertTrue(HOUSE.containPackage("dev.brummer." + module), module);
    }
  }

  @Test
  void modules_dependDownwardsOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("engine")
        .definedBy("dev.brummer.engine..")
        .layer("proxy")
        .definedBy("dev.brummer.proxy..")
        .layer("tui")
        .definedBy("dev.brummer.tui..")
        .layer("perf")
        .definedBy("dev.brummer.perf..")
        .layer("app")
        .definedBy("dev.brummer.app..")
        .whereLayer("app")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("perf")
        .mayOnlyBeAccessedByLayers("app")
        .whereLayer("tui")
        .mayOnlyBeAccessedByLayers("app", "perf")
        .whereLayer("proxy")
        .mayOnlyBeAccessedByLayers("app", "perf")
        .check(HOUSE);
  }

  @Test
  void packages_haveNoCycles() {
    for (String module : new String[] {"engine", "proxy", "tui", "app", "perf"}) {
      slices().matching("dev.brummer." + module + ".(*)..").should().beFreeOfCycles().check(HOUSE);
    }
  }

  @Test
  void events_knowNobody() {
    noClasses()
        .that()
        .resideInAPackage("dev.brummer.engine.event..")
        .should()
        .dependOnClassesThat(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "are of brummer and not events",
                type ->
                    type.getPackageName().startsWith("dev.brummer.")
                        && !type.getPackageName().equals("dev.brummer.engine.event")))
        .check(HOUSE);
  }

  @Test
  void terminalLibrary_isKnownByThePainterOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.brummer.tui.terminal..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.googlecode.lanterna..")
        .check(HOUSE);
  }

  @Test
  void networkLibrary_isKnownByTheProxyOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.brummer.proxy..", "dev.brummer.app.mcp..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.netty..")
        .check(HOUSE);
  }

  @Test
  void commandLineLibrary_isKnownByTheProgramOnly() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.brummer.app..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(HOUSE);
  }

  @Test
  void whatIsShown_doesNotKnowHowItIsPainted() {
    noClasses()
        .that()
        .resideInAPackage("dev.brummer.tui.model..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.brummer.tui.view..", "com.googlecode.lanterna..")
        .check(HOUSE);
  }
}
