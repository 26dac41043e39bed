package dev.brummer.engine.script.direct;

import java.util.Map;
import java.util.Set;

/// Variables by which npm recognises a service that it names in `npm_config_user_agent`, from
/// `ci-info`.
final class CiServices {
  private static final Set<String> VARIABLES =
      Set.of(
          ("AGOLA_GIT_REF ALPIC_HOST AC_APPCIRCLE APPVEYOR CODEBUILD_BUILD_ARN TF_BUILD"
                  + " bamboo_planKey BITBUCKET_COMMIT BITRISE_IO BUDDY_WORKSPACE_ID BUILDKITE"
                  + " CIRCLECI CIRRUS_CI CF_PAGES WORKERS_CI CF_BUILD_ID CM_BUILD_ID CI_NAME DRONE"
                  + " DSARI EARTHLY_CI EAS_BUILD GERRIT_PROJECT GITEA_ACTIONS GITHUB_ACTIONS"
                  + " GITLAB_CI GO_PIPELINE_LABEL BUILDER_OUTPUT HARNESS_BUILD_ID HUDSON_URL"
                  + " JENKINS_URL LAYERCI MAGNUM NETLIFY NEVERCODE PROW_JOB_ID RELEASE_BUILD_ID"
                  + " RENDER SAILCI SCREWDRIVER SEMAPHORE STRIDER TASK_ID TEAMCITY_VERSION TRAVIS"
                  + " VELA NOW_BUILDER VERCEL APPCENTER_BUILD_ID CI_XCODE_PROJECT XCS")
              .split(" "));

  private CiServices() {}

  /// Whether a service may be recognised.
  static boolean areIn(Map<String, String> environment) {
    return VARIABLES.stream().anyMatch(environment::containsKey)
        || environment.getOrDefault("CI", "").equals("woodpecker")
        || environment.getOrDefault("NODE", "").contains("/app/.heroku/node/bin/node");
  }
}
