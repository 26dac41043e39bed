package dev.brummer.engine.script.direct;

import java.io.IOException;
import java.nio.file.Path;

/// Resolves links.
final class RealPath {
  private RealPath() {}

  static Path of(Path path) throws ManagerNeededException {
    try {
      return path.toRealPath();
    } catch (IOException broken) {
      throw new ManagerNeededException("cannot resolve " + path);
    }
  }
}
