/// Registers brummer's MCP server in the configuration of coding agents, and removes it again.
///
/// ```
///   AgentClients (the table) ▸ ClientFiles (which file) ▸ Installer ▸ InstallPlan
///     ClientCommand      the client's own command, if it has one and it is on the PATH
///     EntryEditor        text to text: JsonEntryEditor ▸ JsoncDocument, TomlEntryEditor, OwnFileEditor
///     ConfigurationFile  reads, backs up and replaces the file; InstallRecords keep how to undo it
/// ```
///
/// All of it runs on the main thread of `brummer mcp install`.
///
/// ## Decisions
///
/// - A file is edited by position, not rewritten by a JSON library: people comment and order these
///   files. The text is parsed before and after; an edit that changes any other value is refused.
/// - The edit is recorded with the hash of its result. As long as the file is what the installation
///   wrote, removing restores its bytes; after other changes it cuts the recorded text if it is
///   still there, otherwise the entry.
/// - An existing entry keeps the keys that brummer does not set, such as `env` and `disabled`.
/// - The token of `--http` never goes through a client's own command: the arguments of a process
///   can be read by other users.
/// - Backups are in the state directory with mode 0600, not beside the file, where a repository
///   would pick them up.
/// - A project file that is a symbolic link out of the project is not followed: the repository
///   would choose the file that is edited.
/// - No JSONC library is used: those of the JVM drop comments or positions. Scanning validated text
///   needs no grammar.
@NullMarked
package dev.brummer.app.mcp.install;

import org.jspecify.annotations.NullMarked;
