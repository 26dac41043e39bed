package dev.brummer.app.project.format;

import dev.brummer.app.project.yaml.YamlPosition;
import dev.brummer.engine.process.Dependency;
import dev.brummer.engine.process.ProcessSpec;
import java.util.List;

/// A process as its file declares it, before its dependencies are checked.
///
/// @param spec definition without dependencies
/// @param at place of its name
/// @param autostart whether the other runner starts it by itself
/// @param description text for lists
/// @param dependencies as declared
public record ProcessDraft(
    ProcessSpec spec,
    YamlPosition at,
    boolean autostart,
    String description,
    List<DeclaredDependency> dependencies) {
  public ProcessDraft {
    dependencies = List.copyOf(dependencies);
  }

  String name() {
    return spec.name();
  }

  /// A dependency with the place that declares it.
  public record DeclaredDependency(Dependency dependency, YamlPosition at) {}
}
