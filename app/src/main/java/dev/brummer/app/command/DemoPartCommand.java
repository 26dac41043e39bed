package dev.brummer.app.command;

import dev.brummer.app.demo.DemoServer;
import dev.brummer.app.demo.DemoTestRun;
import dev.brummer.app.demo.DemoWorker;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.text.VisibleText;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// One process of the demo shop; started by `brummer demo`.
@Command(name = "__shop", hidden = true)
public final class DemoPartCommand implements Callable<Integer> {
  /// File in the folder of the shop with the port of the API.
  static final String API_PORT_FILE = "api.port";

  @Parameters(index = "0")
  String part = "";

  @Parameters(index = "1")
  Path folder = Path.of("");

  @Override
  public Integer call() throws Exception {
    Path portFile = folder.resolve(API_PORT_FILE);
    return switch (part) {
      case "web" -> DemoServer.load("DemoWeb").serve(portFile);
      case "api" -> DemoServer.load("DemoApi").serve(portFile);
      case "worker" -> DemoWorker.run();
      case "tests" -> DemoTestRun.run();
      default -> throw UserException.usage("unknown demo process " + VisibleText.quoted(part));
    };
  }
}
