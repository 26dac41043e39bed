package dev.brummer.app.project.format;

import java.nio.file.Path;
import java.util.List;

/// One kind of file of another runner. Implementations are stateless and thread-safe; they read
/// files and execute nothing.
public interface ProjectFormat {
  /// The files of this kind that count in a directory: the main file, then what overrides it. Empty
  /// if there are none. Looks at names, and at content only where kinds share a name.
  List<Path> find(Path directory);

  /// Whether a file named on the command line is of this kind.
  ///
  /// @param text its content
  boolean accepts(Path file, String text);

  /// How its processes stand beside scripts of the same project.
  default Precedence precedence() {
    return Precedence.FIRST;
  }

  /// How the processes of a file stand beside scripts.
  enum Precedence {
    /// Listed before them; a script whose name is taken by a process becomes `file:name`.
    FIRST,
    /// Listed before them; a process whose name is taken by a script becomes `file:name`.
    NAMES_YIELD,
    /// Listed after them; a process whose name is taken by a script becomes `file:name`.
    LAST
  }

  /// Reads files of this kind as one project: each file overrides those before it.
  ///
  /// Never throws for bad input: what is wrong is a problem, and the rest is read.
  ///
  /// @param files at least one
  ProjectFile read(List<Path> files, ProjectContext context);
}
