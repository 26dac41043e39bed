package dev.brummer.proxy;

import io.netty.util.internal.logging.AbstractInternalLogger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Logger of a class of Netty that passes warnings and errors on and ignores all else. Any thread.
final class NettyLogger extends AbstractInternalLogger {
  private static final long serialVersionUID = 1;

  private final transient BiConsumer<String, @Nullable Throwable> warnings;

  /// @param warnings receives the text and the cause
  NettyLogger(String name, BiConsumer<String, @Nullable Throwable> warnings) {
    super(name);
    this.warnings = warnings;
  }

  /// Replaces each `{}` by an argument. A throwable among the last arguments is the cause.
  private void format(@Nullable String format, @Nullable Object... arguments) {
    StringBuilder text = new StringBuilder();
    String rest = String.valueOf(format);
    int used = 0;
    for (int at = rest.indexOf("{}"); at >= 0 && used < arguments.length; at = rest.indexOf("{}")) {
      text.append(rest, 0, at).append(arguments[used++]);
      rest = rest.substring(at + 2);
    }
    Object last = arguments.length == 0 ? null : arguments[arguments.length - 1];
    warnings.accept(text.append(rest).toString(), last instanceof Throwable cause ? cause : null);
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public void trace(@Nullable String text) {}

  @Override
  public void trace(@Nullable String format, @Nullable Object argument) {}

  @Override
  public void trace(@Nullable String format, @Nullable Object first, @Nullable Object second) {}

  @Override
  public void trace(@Nullable String format, @Nullable Object... arguments) {}

  @Override
  public void trace(@Nullable String text, @Nullable Throwable cause) {}

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public void debug(@Nullable String text) {}

  @Override
  public void debug(@Nullable String format, @Nullable Object argument) {}

  @Override
  public void debug(@Nullable String format, @Nullable Object first, @Nullable Object second) {}

  @Override
  public void debug(@Nullable String format, @Nullable Object... arguments) {}

  @Override
  public void debug(@Nullable String text, @Nullable Throwable cause) {}

  @Override
  public boolean isInfoEnabled() {
    return false;
  }

  @Override
  public void info(@Nullable String text) {}

  @Override
  public void info(@Nullable String format, @Nullable Object argument) {}

  @Override
  public void info(@Nullable String format, @Nullable Object first, @Nullable Object second) {}

  @Override
  public void info(@Nullable String format, @Nullable Object... arguments) {}

  @Override
  public void info(@Nullable String text, @Nullable Throwable cause) {}

  @Override
  public boolean isWarnEnabled() {
    return true;
  }

  @Override
  public void warn(@Nullable String text) {
    warnings.accept(String.valueOf(text), null);
  }

  @Override
  public void warn(@Nullable String format, @Nullable Object argument) {
    format(format, argument);
  }

  @Override
  public void warn(@Nullable String format, @Nullable Object first, @Nullable Object second) {
    format(format, first, second);
  }

  @Override
  public void warn(@Nullable String format, @Nullable Object... arguments) {
    format(format, arguments);
  }

  @Override
  public void warn(@Nullable String text, @Nullable Throwable cause) {
    warnings.accept(String.valueOf(text), cause);
  }

  @Override
  public boolean isErrorEnabled() {
    return true;
  }

  @Override
  public void error(@Nullable String text) {
    warnings.accept(String.valueOf(text), null);
  }

  @Override
  public void error(@Nullable String format, @Nullable Object argument) {
    format(format, argument);
  }

  @Override
  public void error(@Nullable String format, @Nullable Object first, @Nullable Object second) {
    format(format, first, second);
  }

  @Override
  public void error(@Nullable String format, @Nullable Object... arguments) {
    format(format, arguments);
  }

  @Override
  public void error(@Nullable String text, @Nullable Throwable cause) {
    warnings.accept(String.valueOf(text), cause);
  }
}
