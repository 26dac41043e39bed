package dev.brummer.app.mcp.install;

import dev.brummer.app.mcp.install.AgentClient.Format;
import dev.brummer.app.mcp.install.AgentClient.OwnCommand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table of known coding agents. Their configuration changes often: every row has the day on
/// which it was compared with the documentation.
final class AgentClients {
  private static final String COMMAND = "{'command': 'COMMAND', 'args': 'ARGS'}";
  private static final String TYPED = "{'type': 'stdio', 'command': 'COMMAND', 'args': 'ARGS'}";
  private static final String AUTHORIZED = "'headers': {'Authorization': 'BEARER'}}";
  private static final String URL = "{'url': 'URL', " + AUTHORIZED;
  private static final String HTTP = "{'type': 'http', 'url': 'URL', " + AUTHORIZED;
  private static final List<String> MCP_SERVERS = List.of("mcpServers");

  static final List<AgentClient> ALL =
      List.of(
          new AgentClient(
              "claude-code",
              "Claude Code",
              "2026-11-29",
              List.of("claude"),
              List.of("~/.claude"),
              List.of("$CLAUDE_CONFIG_DIR/.claude.json", "~/.claude.json"),
              List.of(".mcp.json"),
              Format.JSON,
              MCP_SERVERS,
              TYPED,
              HTTP,
              new OwnCommand(
                  List.of("mcp", "add", "--scope", "SCOPE", "brummer", "--", "ARGV"),
                  List.of("mcp", "remove", "--scope", "SCOPE", "brummer"),
                  true),
              false),
          new AgentClient(
              "claude-desktop",
              "Claude Desktop",
              "2026-11-29",
              List.of("claude-desktop"),
              List.of("$CONFIG/Claude"),
              List.of("$CONFIG/Claude/claude_desktop_config.json"),
              List.of(),
              Format.JSON,
              MCP_SERVERS,
              COMMAND,
              "",
              null,
              true),
          edited(
              "cursor",
              "Cursor",
              List.of("cursor", "cursor-agent"),
              List.of("~/.cursor"),
              List.of("~/.cursor/mcp.json"),
              List.of(".cursor/mcp.json"),
              MCP_SERVERS,
              COMMAND,
              URL),
          new AgentClient(
              "vscode",
              "VS Code",
              "2026-11-29",
              List.of("code"),
              List.of("$CONFIG/Code"),
              List.of("$CONFIG/Code/User/mcp.json"),
              List.of(".vscode/mcp.json"),
              Format.JSON,
              List.of("servers"),
              TYPED,
              HTTP,
              new OwnCommand(List.of("--add-mcp", "JSON"), List.of(), false),
              false),
          new AgentClient(
              "windsurf",
              "Windsurf",
              "2026-11-29",
              List.of("windsurf"),
              List.of("~/.codeium/windsurf"),
              List.of("~/.codeium/windsurf/mcp_config.json"),
              List.of(),
              Format.JSON,
              MCP_SERVERS,
              COMMAND,
              "{'serverUrl': 'URL', " + AUTHORIZED,
              null,
              true),
          edited(
              "zed",
              "Zed",
              List.of("zed", "zeditor"),
              List.of("$CONFIG/zed"),
              List.of("$CONFIG/zed/settings.json"),
              List.of(".zed/settings.json"),
              List.of("context_servers"),
              "{'source': 'custom', 'command': 'COMMAND', 'args': 'ARGS'}",
              "{'source': 'custom', 'url': 'URL', " + AUTHORIZED),
          new AgentClient(
              "codex",
              "Codex",
              "2026-11-29",
              List.of("codex"),
              List.of("~/.codex"),
              List.of("$CODEX_HOME/config.toml", "~/.codex/config.toml"),
              List.of(".codex/config.toml"),
              Format.TOML,
              List.of("mcp_servers"),
              COMMAND,
              "{'url': 'URL', 'bearer_token_env_var': '" + Installer.TOKEN_VARIABLE + "'}",
              new OwnCommand(
                  List.of("mcp", "add", "brummer", "--", "ARGV"),
                  List.of("mcp", "remove", "brummer"),
                  false),
              false),
          new AgentClient(
              "gemini",
              "Gemini CLI",
              "2026-11-29",
              List.of("gemini"),
              List.of("~/.gemini"),
              List.of("~/.gemini/settings.json"),
              List.of(".gemini/settings.json"),
              Format.JSON,
              MCP_SERVERS,
              COMMAND,
              "{'httpUrl': 'URL', " + AUTHORIZED,
              new OwnCommand(
                  List.of("mcp", "add", "--scope", "SCOPE", "brummer", "ARGV"),
                  List.of("mcp", "remove", "--scope", "SCOPE", "brummer"),
                  true),
              false),
          edited(
              "cline",
              "Cline",
              List.of("cline"),
              List.of("$CONFIG/Code/User/globalStorage/saoudrizwan.claude-dev", "~/.cline"),
              List.of(
                  "$CLINE_MCP_SETTINGS_PATH",
                  "$CONFIG/Code/User/globalStorage/saoudrizwan.claude-dev/settings/"
                      + "cline_mcp_settings.json",
                  "~/.cline/data/settings/cline_mcp_settings.json"),
              List.of(),
              MCP_SERVERS,
              "{'command': 'COMMAND', 'args': 'ARGS', 'disabled': false}",
              "{'type': 'streamableHttp', 'url': 'URL', 'disabled': false, " + AUTHORIZED),
          new AgentClient(
              "continue",
              "Continue",
              "2026-11-29",
              List.of("cn"),
              List.of("~/.continue"),
              List.of("~/.continue/mcpServers/brummer.yaml"),
              List.of(".continue/mcpServers/brummer.yaml"),
              Format.OWN_YAML,
              MCP_SERVERS,
              "{'name': 'brummer', 'type': 'stdio', 'command': 'COMMAND', 'args': 'ARGS'}",
              "{'name': 'brummer', 'type': 'streamable-http', 'url': 'URL', 'requestOptions': {"
                  + AUTHORIZED
                  + "}",
              null,
              false),
          edited(
              "junie",
              "Junie",
              List.of("junie"),
              List.of("~/.junie"),
              List.of("~/.junie/mcp/mcp.json"),
              List.of(".junie/mcp/mcp.json"),
              MCP_SERVERS,
              COMMAND,
              ""),
          edited(
              "copilot",
              "Copilot CLI",
              List.of("copilot"),
              List.of("~/.copilot"),
              List.of("$COPILOT_HOME/mcp-config.json", "~/.copilot/mcp-config.json"),
              List.of(".github/mcp.json"),
              MCP_SERVERS,
              "{'type': 'stdio', 'command': 'COMMAND', 'args': 'ARGS', 'tools': ['*']}",
              "{'type': 'http', 'url': 'URL', 'tools': ['*'], " + AUTHORIZED),
          edited(
              "opencode",
              "opencode",
              List.of("opencode"),
              List.of("$CONFIG/opencode"),
              List.of("$CONFIG/opencode/opencode.json", "$CONFIG/opencode/opencode.jsonc"),
              List.of("opencode.json", "opencode.jsonc"),
              List.of("mcp"),
              "{'type': 'local', 'command': 'ARGV'}",
              "{'type': 'remote', 'url': 'URL', " + AUTHORIZED));

  private AgentClients() {}

  /// A client with a JSON file and without a command of its own.
  private static AgentClient edited(
      String id,
      String title,
      List<String> programs,
      List<String> marks,
      List<String> userFiles,
      List<String> projectFiles,
      List<String> servers,
      String stdio,
      String http) {
    return new AgentClient(
        id,
        title,
        "2026-11-29",
        programs,
        marks,
        userFiles,
        projectFiles,
        Format.JSON,
        servers,
        stdio,
        http,
        null,
        false);
  }

  /// The client with this name on the command line, null if it is unknown.
  static @Nullable AgentClient find(String id) {
    return ALL.stream().filter(client -> client.id().equals(id)).findFirst().orElse(null);
  }

  static List<String> ids() {
    return ALL.stream().map(AgentClient::id).toList();
  }
}
