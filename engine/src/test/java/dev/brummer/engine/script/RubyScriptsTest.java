package dev.brummer.engine.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RubyScriptsTest {
  @TempDir private Path directory;

  @Test
  void rails_offersItsServerAndDescribedTasks() throws IOException {
    ScriptProject project =
        new ScriptProject(directory)
            .executable("bin/rails", "#!/usr/bin/env ruby\n")
            .executable("bin/rake", "#!/usr/bin/env ruby\n")
            .executable("bin/dev", "#!/usr/bin/env ruby\nexec \"./bin/rails\", \"server\", *ARGV\n")
            .file("Gemfile", "gem \"rails\"\n")
            .file(
                "Rakefile",
                "require_relative \"config/application\"\nRails.application.load_tasks\n")
            .file(
                "lib/tasks/catalog.rake",
                """
                namespace :catalog do
                  desc "Import the catalog"
                  task import: :environment do
                    puts "x"
                  end

                  namespace :index do
                    desc 'Build the index'
                    task :build, [:name] => [:environment] do |t, args|
                    end
                  end

                  task :internal do
                  end
                end

                desc "Say hello"
                task "hello" do
                end
                """);
    assertEquals(
        List.of(
            "+dev = bin/dev @ bin/dev:0",
            "+server = bin/rails server @ bin/rails:0",
            "test = bin/rails test @ bin/rails:0",
            "catalog:import = bin/rake catalog:import @ lib/tasks/catalog.rake:3",
            "catalog:index:build = bin/rake catalog:index:build @ lib/tasks/catalog.rake:9",
            "hello = bin/rake hello @ lib/tasks/catalog.rake:18"),
        project.lines());
    assertEquals("Import the catalog", project.description("catalog:import"));
  }

  @Test
  void binDevThatStartsTheProcfile_startsOnlyByName() throws IOException {
    ScriptProject project =
        new ScriptProject(directory)
            .executable(
                "bin/dev",
                """
                #!/usr/bin/env sh
                if ! gem list foreman -i --silent; then
                  gem install foreman
                fi
                exec foreman start -f Procfile.dev "$@"
                """)
            .file("Procfile.dev", "web: bin/rails server\ncss: bin/rails tailwindcss:watch\n");
    assertEquals(
        List.of(
            "+web = sh -c bin/rails server @ Procfile.dev:1",
            "+css = sh -c bin/rails tailwindcss:watch @ Procfile.dev:2",
            "dev = bin/dev @ bin/dev:0"),
        project.lines());
  }

  @Test
  void rackApplication_isServedByRackup() throws IOException {
    ScriptProject project =
        new ScriptProject(directory)
            .file("config.ru", "run App\n")
            .file("Gemfile", "gem \"sinatra\"\n")
            .file("Rakefile", "desc(\"Run the specs\")\ntask(:spec) do\nend\n");
    assertEquals(
        List.of(
            "+rackup = bundle exec rackup @ config.ru:0",
            "spec = bundle exec rake spec @ Rakefile:2"),
        project.lines());
  }

  @Test
  void gemWithoutGemfile_runsRakeItself() throws IOException {
    ScriptProject project =
        new ScriptProject(directory)
            .file("rakefile", "task :hidden\ndesc 'Shown'\nmultitask shown: %w[a b]\n");
    assertEquals(List.of("shown = rake shown @ rakefile:3"), project.lines());
  }
}
