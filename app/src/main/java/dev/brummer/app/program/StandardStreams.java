package dev.brummer.app.program;

/// Tells which standard streams are terminals.
///
/// The launcher passes the descriptors of terminals as digits in the system property `brummer.tty`,
/// which costs no time. Without the property, [System#console()] decides for all three streams.
public record StandardStreams(
    boolean inputTerminal, boolean outputTerminal, boolean errorTerminal) {
  public static StandardStreams detect() {
    String terminals = System.getProperty("brummer.tty");
    if (terminals == null) {
      boolean all = System.console() != null && System.console().isTerminal();
      return new StandardStreams(all, all, all);
    }
    return new StandardStreams(
        terminals.contains("0"), terminals.contains("1"), terminals.contains("2"));
  }
}
