package dev.brummer.app.program;

/// Messages of brummer itself, printed on standard error.
public final class MessagePrinter {
  private MessagePrinter() {}

  public static void print(String sentence) {
    System.err.println("brummer: " + sentence);
  }

  public static void print(Iterable<String> sentences) {
    sentences.forEach(MessagePrinter::print);
  }
}
