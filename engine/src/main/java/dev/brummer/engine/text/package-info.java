/// Text matching on names that users type: [NameGlob] selects names, [Suggestions] proposes names
/// for a mistyped one. A leaf; pure functions, thread-safe.
package dev.brummer.engine.text;
