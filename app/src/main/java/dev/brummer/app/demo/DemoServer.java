package dev.brummer.app.demo;

import java.io.IOException;
import java.nio.file.Path;

/// A server of the demo shop.
///
/// The servers use the module `jdk.httpserver`, which the bootstrap class loader does not see. As
/// that loader defines the classes of the built program, the servers are in a jar of their own, on
/// the class path, and are loaded by name.
public interface DemoServer {
  /// Serves until the process is stopped.
  ///
  /// @param portFile file for the port of the API
  /// @return the exit code
  int serve(Path portFile) throws IOException, InterruptedException;

  /// @param name of a class in the package `dev.brummer.app.demo.http`
  /// @throws LinkageError if the jar is missing or damaged
  static DemoServer load(String name) {
    String binaryName = DemoServer.class.getPackageName() + ".http." + name;
    try {
      return Class.forName(binaryName, true, ClassLoader.getSystemClassLoader())
          .asSubclass(DemoServer.class)
          .getConstructor()
          .newInstance();
    } catch (ReflectiveOperationException missing) {
      throw new LinkageError(binaryName, missing);
    }
  }
}
