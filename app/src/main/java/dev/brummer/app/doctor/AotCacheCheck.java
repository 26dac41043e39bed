package dev.brummer.app.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Whether this JVM uses the AOT cache of the image, which halves the time to start. A cache that
/// fits is mapped into memory.
final class AotCacheCheck implements HealthCheck {
  private static final String SUFFIX = ".aot";

  @Override
  public String topic() {
    return "start";
  }

  @Override
  public List<Finding> run(DoctorContext context) {
    if (context.home().isEmpty()) {
      return List.of(Finding.ok(topic(), "development run without an AOT cache"));
    }
    for (String name : List.of("brummer" + SUFFIX, "client" + SUFFIX)) {
      Path cache = Path.of(context.home(), "lib", name);
      if (!Files.isReadable(cache)) {
        return List.of(
            Finding.warning(
                topic(),
                "the AOT cache " + cache + " is missing: commands start slowly",
                "install brummer again"));
      }
    }
    return List.of(
        context.files().read("proc/self/maps").contains(SUFFIX)
            ? Finding.ok(topic(), "the AOT cache is used")
            : Finding.warning(
                topic(),
                "the AOT cache does not fit this installation: commands start slowly",
                "start brummer once as the owner of " + context.home() + ", or install it again"));
  }
}
