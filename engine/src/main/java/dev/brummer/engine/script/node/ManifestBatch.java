package dev.brummer.engine.script.node;

import dev.brummer.engine.json.JsonProblems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/// Reads the `package.json` of many directories. The calling thread has the help of a second one if
/// there are more than a few: a workspace of 200 packages is then read in about half the time.
///
/// Each file is read by one of the two, which takes the next one that is left. Its problems are
/// kept with it and reported by the calling thread, in the order of the files.
final class ManifestBatch {
  /// Fewer files are read before a thread has started.
  private static final int MIN_SHARED = 24;

  private final List<Path> directories;
  private final boolean dependencies;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicReferenceArray<@Nullable Read> results;

  private ManifestBatch(List<Path> directories, boolean dependencies) {
    this.directories = directories;
    this.dependencies = dependencies;
    this.results = new AtomicReferenceArray<>(directories.size());
  }

  /// @param manifest null if the directory has none
  private record Read(@Nullable PackageManifest manifest, DeferredProblems problems) {}

  /// Problems of a file, until they are reported; those that are found later are reported at once.
  private static final class DeferredProblems implements JsonProblems {
    private record Problem(Path file, int line, int column, String what) {}

    private final List<Problem> deferred = new ArrayList<>();
    private @Nullable JsonProblems target;

    @Override
    public void report(Path file, int line, int column, String what) {
      if (target == null) {
        deferred.add(new Problem(file, line, column, what));
      } else {
        target.report(file, line, column, what);
      }
    }

    void forward(JsonProblems problems) {
      target = problems;
      deferred.forEach(it -> problems.report(it.file, it.line, it.column, it.what));
    }
  }

  /// The manifests of those directories that have one, in their order.
  static List<PackageManifest> read(
      List<Path> directories, boolean dependencies, JsonProblems problems) {
    ManifestBatch batch = new ManifestBatch(directories, dependencies);
    if (directories.size() < MIN_SHARED) {
      batch.readShare();
    } else {
      Thread helper = Thread.ofPlatform().daemon().name("manifests").unstarted(batch::readShare);
      helper.start();
      batch.readShare();
      awaitEnd(helper);
    }
    return batch.collect(problems);
  }

  private void readShare() {
    for (int i = next.getAndIncrement(); i < directories.size(); i = next.getAndIncrement()) {
      results.set(i, readOne(i));
    }
  }

  private Read readOne(int index) {
    DeferredProblems problems = new DeferredProblems();
    return new Read(PackageManifest.read(directories.get(index), dependencies, problems), problems);
  }

  private static void awaitEnd(Thread helper) {
    try {
      helper.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// A file that the helper has left, because it failed or was not awaited, is read here.
  private List<PackageManifest> collect(JsonProblems problems) {
    List<PackageManifest> manifests = new ArrayList<>();
    for (int i = 0; i < directories.size(); i++) {
      Read done = results.get(i);
      Read read = done == null ? readOne(i) : done;
      read.problems.forward(problems);
      if (read.manifest != null) {
        manifests.add(read.manifest);
      }
    }
    return manifests;
  }
}
