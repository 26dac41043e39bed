package dev.brummer.app.completion;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// The commands of the program, without reading more of them than a completion needs.
public interface CommandModel {
  /// Names of the visible commands, in the order of the help.
  List<String> names();

  /// First line of the description of a command.
  String summary(String name);

  /// The program with this command only. An unknown or empty name gives the program alone.
  CommandSpec program(String name);
}
