package dev.brummer.app.command.remote;

import dev.brummer.app.control.ControlClient;
import dev.brummer.app.control.ControlInstance;
import dev.brummer.app.control.ControlInstances;
import dev.brummer.app.control.ControlJson;
import dev.brummer.app.control.JsonFields;
import dev.brummer.app.plain.ColourPolicy;
import dev.brummer.app.program.ExitCodes;
import dev.brummer.app.program.MessagePrinter;
import dev.brummer.app.program.StandardStreams;
import dev.brummer.app.program.UserException;
import dev.brummer.engine.text.VisibleText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `brummer ps`: processes of the running brummers.
@Command(
    name = "ps",
    mixinStandardHelpOptions = true,
    description = "List the processes of the brummers that run in a project.",
    footer = {
      "",
      "Without names, lists the processes that were started. --json prints an array with one object"
          + " per brummer.",
      "Examples:",
      "  brummer ps",
      "  brummer ps --all             the brummers of all projects",
      "  brummer ps --json | jq '.[].processes[] | select(.alive).name'"
    })
public final class PsCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "NAME",
      description = "only these processes: names, globs ('dev:*'), groups, or all")
  List<String> names = List.of();

  @Option(
      names = {"-a", "--all"},
      description = "the brummers of all projects")
  boolean everywhere;

  @Option(names = "--no-color", description = "disable colours (also: NO_COLOR)")
  boolean noColor;

  @Mixin RemoteOptions remote = new RemoteOptions();

  @Override
  public Integer call() {
    List<ControlInstance> instances = instances();
    List<Object> json = new ArrayList<>();
    int reached = 0;
    for (ControlInstance instance : instances) {
      try (ControlClient client = ControlClient.connect(instance)) {
        Map<String, ?> parameters = Map.of("names", names, "format", "json");
        JsonFields status = client.call("ps", parameters).object("value");
        reached++;
        if (remote.json) {
          json.add(describe(instance, status));
        } else {
          print(instance, status, instances.size() > 1 || everywhere);
        }
      } catch (UserException failed) {
        if (instances.size() == 1) {
          throw failed;
        }
        MessagePrinter.print(failed.text());
      }
    }
    if (remote.json) {
      StandardStreams.out().printJson(ControlJson.text(json) + "\n");
    }
    return reached == instances.size() ? ExitCodes.OK : ExitCodes.FAILURE;
  }

  private List<ControlInstance> instances() {
    List<ControlInstance> all = ControlInstances.all(System.getenv());
    if (everywhere) {
      if (all.isEmpty()) {
        throw UserException.notRunning("no brummer runs: start one with brummer run");
      }
      return all;
    }
    List<ControlInstance> here =
        remote.pid == 0 ? ControlInstances.inProject(remote.directory, all) : List.of();
    return here.size() > 1 ? here : List.of(remote.instance());
  }

  private static Map<String, @Nullable Object> describe(
      ControlInstance instance, JsonFields status) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("pid", instance.pid());
    object.put("project", instance.project().toString());
    object.put("version", instance.version());
    object.put("startedMillis", instance.startedMillis());
    object.put("background", instance.background());
    object.put("httpPort", instance.httpPort());
    object.putAll(status.values());
    return object;
  }

  private void print(ControlInstance instance, JsonFields status, boolean heading) {
    boolean colour = ColourPolicy.isEnabled(noColor, System.getenv());
    if (heading) {
      StandardStreams.out()
          .println(
              VisibleText.line(instance.project().toString())
                  + "  (pid "
                  + instance.pid()
                  + (instance.background() ? ", in the background)" : ")"));
    }
    List<JsonFields> processes = status.objects("processes");
    if (!processes.isEmpty()) {
      StatusTable.of(processes, System.currentTimeMillis()).print(colour);
    }
    long others = status.number("notStarted");
    if (others > 0 && names.isEmpty()) {
      StandardStreams.out()
          .println(
              others
                  + (processes.isEmpty() ? "" : " more")
                  + (others == 1 ? " process" : " processes")
                  + " not started (brummer ps all)");
    } else if (processes.isEmpty()) {
      StandardStreams.out().println("no processes");
    }
  }
}
