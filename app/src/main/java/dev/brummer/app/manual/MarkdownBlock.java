package dev.brummer.app.manual;

import java.util.List;

/// A part of a page of the guide. Texts still have their inline marks, see [InlineText].
sealed interface MarkdownBlock {
  /// @param level 1 for the title of the page
  record Heading(int level, String text) implements MarkdownBlock {}

  record Paragraph(String text) implements MarkdownBlock {}

  record Bullets(List<String> items) implements MarkdownBlock {}

  /// @param rows cells by row, as many as there are headers
  record Table(List<String> headers, List<List<String>> rows) implements MarkdownBlock {}

  /// Lines that are shown as they are written.
  ///
  /// @param language empty if none is given
  record Code(String language, List<String> lines) implements MarkdownBlock {}
}
