package dev.brummer.app.program;

import dev.brummer.engine.text.VisibleText;

/// Messages of brummer itself, printed on standard error: one line each, whatever they quote.
public final class MessagePrinter {
  private MessagePrinter() {}

  public static void print(String sentence) {
    StandardStreams.err().println("brummer: " + VisibleText.sentence(sentence));
  }

  public static void print(Iterable<String> sentences) {
    sentences.forEach(MessagePrinter::print);
  }
}
