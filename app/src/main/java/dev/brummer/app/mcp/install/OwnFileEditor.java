package dev.brummer.app.mcp.install;

/// A file that holds nothing but the entry. A file of another program under this name is left
/// alone.
final class OwnFileEditor implements EntryEditor {
  static final String MARK = "# Written by brummer mcp install\n";

  private final String content;

  OwnFileEditor(String content) {
    this.content = MARK + content;
  }

  @Override
  public boolean isInstalled(String text) {
    return text.equals(content);
  }

  @Override
  public boolean hasEntry(String text) {
    return text.startsWith(MARK);
  }

  @Override
  public String put(String text) throws UneditableException {
    if (!text.isEmpty() && !hasEntry(text)) {
      throw new UneditableException("it was not written by brummer");
    }
    return content;
  }

  @Override
  public String remove(String text) {
    return hasEntry(text) ? "" : text;
  }

  @Override
  public String snippet() {
    return content;
  }
}
