package dev.brummer.app.mcp.install;

import dev.brummer.app.mcp.install.InstallPlan.EditFile;
import dev.brummer.app.mcp.install.InstallPlan.Impossible;
import dev.brummer.app.mcp.install.InstallPlan.Nothing;
import dev.brummer.app.mcp.install.InstallPlan.RunCommand;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Registers brummer's server in clients and removes it. Plans first, so that the user can see what
/// will be done; [#perform] then does it.
public final class Installer {
  /// Variable that Codex reads the token from.
  public static final String TOKEN_VARIABLE = "BRUMMER_MCP_TOKEN";

  private final ClientFiles files;
  private final InstallRecords records;
  private final Path project;
  private final boolean inProject;
  private final McpServerAddress address;

  /// @param environment variables of this process
  /// @param state the state directory
  /// @param project the project directory
  /// @param inProject whether to use the configuration of the project instead of the user's
  public Installer(
      Map<String, String> environment,
      Path state,
      Path project,
      boolean inProject,
      McpServerAddress address) {
    String home = environment.getOrDefault("HOME", "");
    this.files =
        new ClientFiles(
            environment, Path.of(home.startsWith("/") ? home : System.getProperty("user.home")));
    this.records = new InstallRecords(state);
    this.project = project;
    this.inProject = inProject;
    this.address = address;
  }

  /// Whether a program is on the `PATH`. Files of a project then name it instead of this machine's
  /// path to it.
  public static boolean isOnPath(Map<String, String> environment, String program) {
    return new ClientFiles(environment, Path.of("/")).program(program) != null;
  }

  /// Names of all clients on the command line.
  public static List<String> names() {
    return AgentClients.ids();
  }

  /// Names of the clients on this machine that can be configured as asked.
  public List<String> found() {
    return AgentClients.ALL.stream()
        .filter(files::isPresent)
        .filter(client -> !inProject || !client.projectFiles().isEmpty())
        .filter(client -> client.supports(address))
        .map(AgentClient::id)
        .toList();
  }

  /// @throws UserException if there is no such client
  private static AgentClient client(String name) {
    AgentClient client = AgentClients.find(name);
    if (client == null) {
      throw UserException.usage(
          "unknown client "
              + VisibleText.quoted(name)
              + ": "
              + Suggestions.hint(name, AgentClients.ids()));
    }
    return client;
  }

  /// The text to add by hand, below the name of its file.
  public String snippet(String name) {
    AgentClient client = client(name);
    try {
      Path file = file(client);
      return file == null || !client.supports(address)
          ? unsupported(client).sentence() + "\n"
          : file + ":\n" + client.editor(addressFor(client)).snippet();
    } catch (UneditableException impossible) {
      throw new IllegalStateException(client.id() + ": " + impossible.text(), impossible);
    }
  }

  /// What installing would do.
  public InstallPlan planInstall(String name) {
    AgentClient client = client(name);
    Path path = file(client);
    if (path == null || !client.supports(address)) {
      return unsupported(client);
    }
    String snippet = "";
    try {
      EntryEditor editor = client.editor(addressFor(client));
      snippet = editor.snippet();
      ConfigurationFile file = ConfigurationFile.read(path, inProject ? project : null);
      if (editor.isInstalled(file.text())) {
        return new Nothing(client.title(), "already in " + path);
      }
      InstallRecords.Change earlier = records.find(file.real());
      String undone = earlier == null ? null : earlier.undo(file.text());
      String base = undone == null || editor.hasEntry(undone) ? file.text() : undone;
      EditFile edit = new EditFile(client.title(), file, base, editor.put(base), inProject);
      RunCommand command = editor.hasEntry(file.text()) ? null : ownCommand(client, edit);
      return command == null ? edit : command;
    } catch (UneditableException impossible) {
      return new Impossible(
          client.title(), "cannot edit " + path + ": " + impossible.text(), snippet);
    } catch (IOException unreadable) {
      return new Impossible(
          client.title(), "cannot read " + path + ": " + IoErrorMessage.of(unreadable), snippet);
    }
  }

  /// What removing would do.
  public InstallPlan planRemove(String name) {
    AgentClient client = client(name);
    Path path = file(client);
    if (path == null) {
      return unsupported(client);
    }
    try {
      EntryEditor editor = client.editor(new McpServerAddress.Stdio(List.of("brummer", "mcp")));
      ConfigurationFile file = ConfigurationFile.read(path, inProject ? project : null);
      if (!file.exists() || !editor.hasEntry(file.text())) {
        return new Nothing(client.title(), "not in " + path);
      }
      InstallRecords.Change change = records.find(file.real());
      String undone = change == null ? null : change.undo(file.text());
      boolean exact = change != null && undone != null && change.isResult(file.text());
      String result = undone == null ? editor.remove(file.text()) : editor.remove(undone);
      boolean delete = result.isEmpty() || exact && change != null && change.created();
      EditFile edit =
          new EditFile(client.title(), file, file.text(), delete ? null : result, inProject);
      return change == null ? removeCommand(client, edit) : edit;
    } catch (UneditableException impossible) {
      return new Impossible(
          client.title(),
          "cannot edit " + path + ": " + impossible.text() + "; remove \"brummer\" by hand",
          "");
    } catch (IOException unreadable) {
      return new Impossible(
          client.title(), "cannot read " + path + ": " + IoErrorMessage.of(unreadable), "");
    }
  }

  private @Nullable Path file(AgentClient client) {
    return inProject ? files.projectFile(client, project) : files.userFile(client);
  }

  private Impossible unsupported(AgentClient client) {
    String reason =
        client.supports(address)
            ? "has no configuration per project; leave out --project"
            : "reaches servers over standard streams only; leave out --http";
    return new Impossible(client.title(), client.title() + " " + reason, "");
  }

  /// Names the project to clients that start servers elsewhere.
  private McpServerAddress addressFor(AgentClient client) {
    if (!client.fixedDirectory()
        || !(address instanceof McpServerAddress.Stdio(List<String> command))) {
      return address;
    }
    List<String> named = new ArrayList<>(command);
    named.addAll(List.of("--dir", project.toString()));
    return new McpServerAddress.Stdio(named);
  }

  private @Nullable RunCommand ownCommand(AgentClient client, EditFile edit)
      throws UneditableException {
    AgentClient.OwnCommand own = client.own();
    Path program = own == null ? null : files.program(client.programs().getFirst());
    if (own == null
        || program == null
        || inProject && !own.project()
        || !(addressFor(client) instanceof McpServerAddress.Stdio stdio)) {
      return null;
    }
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(ClientCommand.addArguments(client, own, stdio, inProject));
    return new RunCommand(client.title(), command, edit);
  }

  private InstallPlan removeCommand(AgentClient client, EditFile edit) {
    AgentClient.OwnCommand own = client.own();
    Path program = own == null ? null : files.program(client.programs().getFirst());
    if (own == null || program == null || own.remove().isEmpty() || inProject && !own.project()) {
      return edit;
    }
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(ClientCommand.removeArguments(own, inProject));
    return new RunCommand(client.title(), command, edit);
  }

  /// Does what was planned.
  ///
  /// @param remove whether the plan is one of [#planRemove]
  /// @return one sentence about what was done
  /// @throws UserException if it failed; the file is then as it was
  public String perform(InstallPlan plan, boolean remove) throws InterruptedException {
    return switch (plan) {
      case Nothing nothing -> nothing.sentence();
      case Impossible impossible -> throw UserException.failure(impossible.sentence());
      case RunCommand run -> {
        String failure = ClientCommand.run(run.command(), project);
        String program = String.valueOf(Path.of(run.command().getFirst()).getFileName());
        yield failure == null
            ? "done by " + program
            : edit(run.otherwise(), remove) + ", because " + program + " failed (" + failure + ")";
      }
      case EditFile edit -> edit(edit, remove);
    };
  }

  private String edit(EditFile edit, boolean remove) {
    ConfigurationFile file = edit.file();
    try {
      String backup =
          file.exists() && !remove
              ? "; backup: " + records.saveBackup(file.real(), file.text())
              : "";
      String result = edit.result();
      if (result == null) {
        file.delete();
      } else {
        file.replace(result, edit.shared());
      }
      if (remove || result == null) {
        records.delete(file.real());
        return (result == null ? "deleted " : "removed from ") + edit.path();
      }
      boolean created = !file.exists() || edit.base().isEmpty() && wasCreated(file);
      records.save(file.real(), InstallRecords.Change.between(edit.base(), result, created));
      return (file.exists() ? "changed " : "created ") + edit.path() + backup;
    } catch (IOException failed) {
      throw UserException.failure(
          "cannot write " + edit.path() + ": " + IoErrorMessage.of(failed) + "; it is unchanged");
    }
  }

  private boolean wasCreated(ConfigurationFile file) throws IOException {
    InstallRecords.Change earlier = records.find(file.real());
    return earlier != null && earlier.created();
  }
}
