package dev.brummer.app.completion;

import dev.brummer.app.control.ControlClient;
import dev.brummer.app.control.ControlInstance;
import dev.brummer.app.control.ControlInstances;
import dev.brummer.app.control.JsonFields;
import dev.brummer.app.program.UserException;
import dev.brummer.app.run.ProjectDirectory;
import dev.brummer.app.run.RunTarget;
import dev.brummer.app.run.RunTargets;
import dev.brummer.engine.file.StateDirectory;
import dev.brummer.engine.log.LogSessionInfo;
import dev.brummer.engine.log.LogSettings;
import dev.brummer.engine.log.LogStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Names of the project in a directory, of the brummer that runs there and of its recorded
/// sessions. What cannot be read has no names.
final class ProjectNames implements NameSource {
  private static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(1);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Path directory;
  private final List<Path> files;
  private final long pid;
  private final Map<String, String> environment;

  private ProjectNames(
      Path directory, List<Path> files, long pid, Map<String, String> environment) {
    this.directory = directory;
    this.files = files;
    this.pid = pid;
    this.environment = environment;
  }

  /// The project that `--dir`, `--file` and `--pid` of a command line select.
  static NameSource of(ParsedWords words, Map<String, String> environment) {
    List<String> directories = words.values("--dir");
    List<String> pids = words.values("--pid");
    try {
      return new ProjectNames(
          Path.of(directories.isEmpty() ? "" : directories.getLast()),
          words.values("--file").stream().map(Path::of).toList(),
          pids.isEmpty() ? 0 : Long.parseLong(pids.getLast()),
          environment);
    } catch (InvalidPathException | NumberFormatException malformed) {
      return new ProjectNames(Path.of("/proc/self/fdinfo"), List.of(), -1, environment);
    }
  }

  @Override
  public List<Candidate> targets() {
    try {
      ProjectDirectory project = ProjectDirectory.find(directory, files);
      List<Candidate> all = new ArrayList<>();
      SequencedMap<String, Integer> groups = new LinkedHashMap<>();
      for (RunTarget target : new RunTargets(project, environment, true, Map.of()).all()) {
        if (!target.name().startsWith("-")) { // would be read as an option
          all.add(new Candidate(target.name(), target.description()));
        }
        groups.merge(target.spec().group(), 1, Integer::sum);
      }
      if (groups.size() > 1) {
        groups.forEach((name, size) -> addGroup(all, name, size));
      }
      return all;
    } catch (UserException invalid) {
      return List.of();
    }
  }

  private static void addGroup(List<Candidate> all, String name, int size) {
    boolean taken = all.stream().anyMatch(it -> it.value().equals(name));
    if (size > 1 && !name.isEmpty() && !taken) {
      all.add(new Candidate(name, "group of " + size));
    }
  }

  @Override
  public List<Candidate> processes(ProcessGroup group) {
    try {
      List<ControlInstance> here =
          ControlInstances.inProject(directory, ControlInstances.all(environment)).stream()
              .filter(it -> pid == 0 || it.pid() == pid)
              .toList();
      List<Candidate> all = new ArrayList<>();
      for (ControlInstance instance : here) {
        all.addAll(ask(instance, group));
      }
      return here.isEmpty() ? recorded(group) : all;
    } catch (UserException unreachable) {
      return List.of();
    }
  }

  private static List<Candidate> ask(ControlInstance instance, ProcessGroup group) {
    try (ControlClient client = ControlClient.connect(instance)) {
      Map<String, ?> parameters = Map.of("names", List.of("all"), "format", "json");
      return client
          .call("ps", parameters, _ -> {}, RESPONSE_TIMEOUT)
          .object("value")
          .objects("processes")
          .stream()
          .filter(process -> isIn(group, process))
          .map(process -> new Candidate(process.text("name"), describe(process)))
          .toList();
    }
  }

  private static boolean isIn(ProcessGroup group, JsonFields process) {
    return switch (group) {
      case ALL -> true;
      case STARTED -> !process.text("state").equals("idle");
      case ALIVE ->
          process.bool("alive")
              || List.of("waiting", "restarting", "scheduled").contains(process.text("state"));
      case NOT_ALIVE -> !process.bool("alive");
      case WITH_URL -> !process.text("url").isEmpty();
    };
  }

  private static String describe(JsonFields process) {
    String reason = process.text("reason");
    return process.text("state") + (reason.isEmpty() ? "" : ": " + reason);
  }

  /// Processes of the newest session, for commands that read recordings.
  private List<Candidate> recorded(ProcessGroup group) {
    if (group != ProcessGroup.ALL) {
      return List.of();
    }
    try {
      List<Path> sessions = sessionDirectories();
      if (sessions.isEmpty()) {
        return List.of();
      }
      try (LogStore logs = LogStore.openReadOnly(sessions.getLast())) {
        return logs.processNames().values().stream()
            .distinct()
            .map(name -> new Candidate(name, "recorded"))
            .toList();
      }
    } catch (IOException unreadable) {
      return List.of();
    }
  }

  @Override
  public List<Candidate> instances() {
    return ControlInstances.all(environment).stream()
        .map(it -> new Candidate(Long.toString(it.pid()), it.project().toString()))
        .toList();
  }

  @Override
  public List<Candidate> sessions() {
    List<Candidate> all = new ArrayList<>();
    all.add(new Candidate("newest", "the current or latest session"));
    all.add(new Candidate("all", "every session"));
    try {
      List<Path> sessions = sessionDirectories();
      for (int before = 1; before < sessions.size(); before++) {
        Path session = sessions.get(sessions.size() - 1 - before);
        all.add(new Candidate(Integer.toString(before), describe(session)));
      }
      for (Path session : sessions.reversed()) {
        all.add(new Candidate(String.valueOf(session.getFileName()), describe(session)));
      }
    } catch (IOException | UserException unreadable) {
      return all;
    }
    return all;
  }

  private static String describe(Path session) throws IOException {
    LogSessionInfo info = LogSessionInfo.of(session);
    String started =
        TIME.format(Instant.ofEpochMilli(info.startMillis()).atZone(ZoneId.systemDefault()));
    return "started " + started + (info.live() ? ", running" : "");
  }

  private List<Path> sessionDirectories() throws IOException {
    ProjectDirectory project = ProjectDirectory.find(directory);
    Path state = StateDirectory.of(environment);
    Optional<Path> logs =
        List.of(project.path(), project.start()).stream()
            .map(path -> LogSettings.directory(state, path))
            .filter(Files::isDirectory)
            .findFirst();
    return logs.isEmpty() ? List.of() : LogStore.sessions(logs.get());
  }
}
