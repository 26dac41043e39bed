/// The table of all keys of a configuration file, and what is derived from it.
///
/// ```
///   ConfigKeys (the table) ─▶ KeyTable.check(parsed file) ─▶ Problems (file, line, column)
///        ├─▶ JsonSchema      brummer config schema
///        └─▶ KeyPaths        dotted names for config show, completion and the guide
/// ```
///
/// A [dev.brummer.app.config.key.ConfigKey] has a name, a [dev.brummer.app.config.key.KeyType], a
/// default, a sentence and an example. Types know how to check a value, how to describe it in
/// messages, and their JSON Schema. After a file has passed the check, reading its values cannot
/// fail. Immutable; any thread.
///
/// ## Decisions
///
/// - Checks come before reading: one pass reports all problems of a file, and the code that builds
///   settings has no error handling.
/// - The schema accepts all files that the parser accepts. Conditions that JSON Schema cannot
///   express, such as valid regular expressions, are checked by the parser only.
@NullMarked
package dev.brummer.app.config.key;

import org.jspecify.annotations.NullMarked;
