package dev.brummer.app.mcp.install;

import dev.brummer.app.control.ControlInstance;
import dev.brummer.app.control.ControlInstances;
import dev.brummer.app.mcp.token.HttpToken;
import dev.brummer.app.program.DirectoryOption;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.RelaunchCommandLine;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.TtyFlags;
import dev.brummer.app.program.UserException;
import dev.brummer.app.run.ProjectDirectory;
import dev.brummer.engine.file.IoErrorMessage;
import dev.brummer.engine.process.supervisor.SupervisorSettings;
import dev.brummer.engine.text.Suggestions;
import dev.brummer.engine.text.VisibleText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brummer mcp install`: registers brummer in coding agents.
@Command(
    name = "install",
    mixinStandardHelpOptions = true,
    description = {
      "Connect coding agents to brummer, or disconnect them.",
      "Adds the server \"brummer\" to their configuration. Without a client, offers those found on"
          + " this machine.",
      "Clients: claude-code, claude-desktop, cursor, vscode, windsurf, zed, codex, gemini, cline,"
          + " continue, junie, copilot, opencode."
    })
public final class McpInstallCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "CLIENT",
      arity = "0..*",
      completionCandidates = ClientNames.class,
      description = "coding agents to connect")
  List<String> clients = List.of();

  @Option(
      names = "--project",
      description = "use the configuration in the project, shared with others")
  boolean inProject;

  @Option(names = "--user", description = "use your own configuration (default)")
  boolean forUser;

  @Option(names = "--print", description = "print what to add by hand; change nothing")
  boolean print;

  @Option(names = "--dry-run", description = "show what would be done; change nothing")
  boolean dryRun;

  @Option(names = "--remove", description = "remove the server again")
  boolean remove;

  @Option(
      names = "--http",
      description = "connect over HTTP with the project's token instead of starting brummer mcp")
  boolean http;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "port of --http (default: the one of the running brummer, otherwise 7777)")
  @Nullable Integer port;

  @Option(
      names = {"-y", "--yes"},
      description = "do it for all clients found, without asking")
  boolean yes;

  @Option(
      names = "--instructions",
      description = "print a section about brummer for AGENTS.md; change nothing")
  boolean instructions;

  @Option(names = "--skill", description = "print a SKILL.md about brummer; change nothing")
  boolean skill;

  @Mixin DirectoryOption directory = new DirectoryOption();

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (instructions || skill) {
      StandardStreams.out().print(skill ? AgentInstructions.skill() : AgentInstructions.section());
      return ExitCodes.OK;
    }
    requireConsistentOptions();
    Path state = SupervisorSettings.defaults().state();
    if (state == null) {
      throw UserException.failure("there is no state directory; set XDG_STATE_HOME");
    }
    Path project = ProjectDirectory.find(directory.path()).path();
    McpServerAddress address = address(state, project);
    Installer installer = new Installer(System.getenv(), state, project, inProject, address);
    if (print) {
      return printSnippets(installer, address);
    }
    List<String> chosen = clients.isEmpty() ? offered(installer) : distinct(clients);
    boolean show = dryRun || clients.isEmpty() && !yes && !TtyFlags.detect().inputTerminal();
    return apply(installer, plans(installer, chosen), show, address);
  }

  private void requireConsistentOptions() {
    if (inProject && forUser) {
      throw UserException.usage("--project and --user exclude each other");
    }
    if (port != null && !http) {
      throw UserException.usage("--port needs --http");
    }
    if (port != null && (port < 1 || port > 65_535)) {
      throw UserException.usage("invalid port " + port + ": must be 1 to 65535");
    }
  }

  private McpServerAddress address(Path state, Path project) {
    if (!http) {
      boolean onPath = inProject && Installer.isOnPath(System.getenv(), McpServerAddress.NAME);
      List<String> command =
          new ArrayList<>(onPath ? List.of(McpServerAddress.NAME) : RelaunchCommandLine.command());
      command.add("mcp");
      return new McpServerAddress.Stdio(command);
    }
    try {
      String url = "http://127.0.0.1:" + httpPort(project) + "/mcp";
      return new McpServerAddress.Http(url, remove ? "" : HttpToken.of(state, project));
    } catch (IOException unwritable) {
      throw UserException.failure(
          "cannot keep the token in " + state + ": " + IoErrorMessage.of(unwritable));
    }
  }

  /// The port that was asked for, otherwise the port of the brummer that runs in the project.
  private int httpPort(Path project) {
    if (port != null) {
      return port;
    }
    int running = HttpToken.DEFAULT_PORT;
    for (ControlInstance instance :
        ControlInstances.inProject(project, ControlInstances.all(System.getenv()))) {
      running = instance.httpPort() == 0 ? running : instance.httpPort();
    }
    return running;
  }

  private static List<String> distinct(List<String> names) {
    return List.copyOf(new LinkedHashSet<>(names));
  }

  private int printSnippets(Installer installer, McpServerAddress address) {
    List<String> names = clients.isEmpty() ? installer.found() : distinct(clients);
    String separator = "";
    for (String name : names.isEmpty() ? List.of("claude-code") : names) {
      StandardStreams.out().print(separator + installer.snippet(name));
      separator = "\n";
    }
    if (address instanceof McpServerAddress.Http(_, String token) && names.contains("codex")) {
      StandardStreams.out()
          .print("\nexport " + Installer.TOKEN_VARIABLE + "=" + token + "   # codex reads it\n");
    }
    return ExitCodes.OK;
  }

  /// @throws UserException if no client is on this machine
  private static List<String> offered(Installer installer) {
    List<String> found = installer.found();
    if (found.isEmpty()) {
      throw UserException.failure(
          "no coding agent found on this machine; name one of "
              + String.join(", ", Installer.names()));
    }
    return found;
  }

  private Map<String, InstallPlan> plans(Installer installer, List<String> names) {
    Map<String, InstallPlan> plans = new java.util.LinkedHashMap<>();
    for (String name : names) {
      plans.put(name, remove ? installer.planRemove(name) : installer.planInstall(name));
    }
    return plans;
  }

  private int apply(
      Installer installer, Map<String, InstallPlan> plans, boolean show, McpServerAddress address)
      throws IOException, InterruptedException {
    plans.values().forEach(InstallPrinter::describe);
    boolean possible = plans.values().stream().anyMatch(InstallPlan::changesSomething);
    if (show && possible) {
      if (!dryRun) {
        MessagePrinter.print(
            "nothing is changed yet: "
                + (remove ? "brummer mcp install --remove --yes" : "brummer mcp install --yes")
                + " does this, or name the clients");
      }
    } else if (possible && clients.isEmpty() && !yes && !confirmed(plans)) {
      MessagePrinter.print("nothing is changed");
      return ExitCodes.OK;
    }
    boolean failed = false;
    for (InstallPlan plan : plans.values()) {
      failed |= plan instanceof InstallPlan.Impossible;
      if (!show && plan.changesSomething()) {
        failed |= !perform(installer, plan);
      }
    }
    if (!remove) {
      InstallPrinter.remarks(address, inProject, plans.containsKey("codex"));
    }
    return failed ? ExitCodes.FAILURE : ExitCodes.OK;
  }

  private boolean perform(Installer installer, InstallPlan plan) throws InterruptedException {
    try {
      String done = installer.perform(plan, remove);
      StandardStreams.out().println(VisibleText.line(plan.title() + ": " + done));
      return true;
    } catch (UserException failed) {
      MessagePrinter.print(plan.title() + ": " + failed.text());
      return false;
    }
  }

  private boolean confirmed(Map<String, InstallPlan> plans) throws IOException {
    List<String> titles =
        plans.values().stream()
            .filter(InstallPlan::changesSomething)
            .map(InstallPlan::title)
            .toList();
    StandardStreams.out()
        .print(
            (remove ? "Remove brummer from " : "Connect brummer to ")
                + Suggestions.list(titles)
                + "? [y/N] ");
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String answer = in.readLine();
    return answer != null && List.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
  }

  /// Names of coding agents, for completion.
  static final class ClientNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return AgentClients.ids().iterator();
    }
  }
}
