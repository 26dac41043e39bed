package dev.brummer.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The program's entry point.
@Command(name = "brummer", mixinStandardHelpOptions = true, version = "0.1.0")
public final class Brummer implements Runnable {
  private Brummer() {}

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Brummer()).execute(arguments));
  }

  @Override
  public void run() {}

  @Command(name = "__train", hidden = true)
  void train() {}
}
