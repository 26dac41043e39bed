package dev.brummer.app.command;

import dev.brummer.engine.text.VisibleText;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Converter of TCP ports.
public final class PortConverter implements ITypeConverter<Integer> {
  private static final Pattern PATTERN = Pattern.compile("\\d{1,5}");
  private static final int MAX_PORT = 65_535;

  @Override
  public Integer convert(String text) {
    int port = PATTERN.matcher(text).matches() ? Integer.parseInt(text) : 0;
    if (port < 1 || port > MAX_PORT) {
      throw new TypeConversionException(
          "invalid port " + VisibleText.quoted(text) + ": must be a number from 1 to " + MAX_PORT);
    }
    return port;
  }
}
