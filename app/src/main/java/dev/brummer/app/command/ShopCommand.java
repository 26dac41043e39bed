package dev.brummer.app.command;

import dev.brummer.app.demo.Api;
import dev.brummer.app.demo.FailingTests;
import dev.brummer.app.demo.Web;
import dev.brummer.app.demo.Worker;
import dev.brummer.app.program.UserError;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/// One part of the demo's shop; started by `brummer demo`.
@Command(name = "__shop", hidden = true)
public final class ShopCommand implements Callable<Integer> {
  /// Where the api tells the web server its port, in the shop's folder.
  static final String API_FILE = "api.port";

  @Parameters(index = "0")
  String part = "";

  @Parameters(index = "1")
  Path folder = Path.of("");

  @Override
  public Integer call() throws Exception {
    Path api = folder.resolve(API_FILE);
    return switch (part) {
      case "web" -> Web.serve(api);
      case "api" -> Api.serve(api);
      case "worker" -> Worker.work();
      case "tests" -> FailingTests.run();
      default -> throw UserError.usage("the shop has no part called \"" + part + "\"");
    };
  }
}
