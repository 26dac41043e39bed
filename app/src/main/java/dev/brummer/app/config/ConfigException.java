package dev.brummer.app.config;

import dev.brummer.app.config.key.Problem;
import java.util.List;

/// Problems of configuration files. Has no stack trace.
public final class ConfigException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  ConfigException(List<Problem> problems) {
    super(problems.getFirst().sentence(), null, false, false);
    this.problems = problems;
  }

  /// At least one, in file order.
  public List<Problem> problems() {
    return problems;
  }
}
