package dev.brummer.app.program;

/// Which of the standard streams are terminals. The launcher knows for nothing and says so in the
/// property `brummer.tty`, as digits of the descriptors; without it only both together are known.
public record StandardStreams(
    boolean inputTerminal, boolean outputTerminal, boolean errorTerminal) {
  public static StandardStreams detect() {
    String terminals = System.getProperty("brummer.tty");
    if (terminals == null) {
      boolean both = System.console() != null && System.console().isTerminal();
      return new StandardStreams(both, both, both);
    }
    return new StandardStreams(
        terminals.contains("0"), terminals.contains("1"), terminals.contains("2"));
  }
}
