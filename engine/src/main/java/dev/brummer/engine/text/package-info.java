/// Text that users type or read: [NameGlob] selects names, [Suggestions] proposes names for a
/// mistyped one, [TextWidth] counts the columns of a text on a terminal. A leaf; pure functions,
/// thread-safe.
package dev.brummer.engine.text;
