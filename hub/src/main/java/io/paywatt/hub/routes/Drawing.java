package io.paywatt.hub.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import io.paywatt.console.routes.RouteDrawing;
import io.paywatt.console.routes.RouteStep;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedProcessorMBean;
import org.apache.camel.model.CatchDefinition;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.CircuitBreakerDefinition;
import org.apache.camel.model.FinallyDefinition;
import org.apache.camel.model.OptionalIdentifiedDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.TryDefinition;

/** The steps of a route as they are written, with what went through each. */
final class Drawing {
  private final ManagedCamelContext managed;

  Drawing(ManagedCamelContext managed) {
    this.managed = managed;
  }

  /** Where messages come from; parameters may hold secrets and are left out. */
  static RouteDrawing.From from(RouteDefinition route) {
    String uri = route.getInput().getEndpointUri();
    return new RouteDrawing.From(uri.replaceFirst("\\?.*", ""), route.getInput().getDescriptionText());
  }

  List<RouteStep> steps(List<ProcessorDefinition<?>> written) {
    return written.stream().filter(step -> !step.isAbstract()).map(this::step).toList();
  }

  private RouteStep step(ProcessorDefinition<?> step) {
    ManagedProcessorMBean counts = managed.getManagedProcessor(step.getId());
    List<RouteStep.Branch> branches = branches(step);
    return new RouteStep(step.getId(), step.getShortName(), step.getDescriptionText(),
        counts == null ? 0 : counts.getExchangesTotal(), counts == null ? 0 : counts.getExchangesFailed(),
        branches.isEmpty() ? null : branches);
  }

  private List<RouteStep.Branch> branches(ProcessorDefinition<?> step) {
    if (step instanceof ChoiceDefinition choice) {
      List<RouteStep.Branch> branches = new ArrayList<>();
      choice.getWhenClauses().forEach(when ->
          branches.add(branch(when, when.getExpression().getExpression(), when.getOutputs())));
      if (choice.getOtherwise() != null) {
        branches.add(branch(choice.getOtherwise(), "otherwise", choice.getOtherwise().getOutputs()));
      }
      return branches;
    }
    if (step instanceof TryDefinition) {
      List<RouteStep.Branch> branches = new ArrayList<>(List.of(new RouteStep.Branch(null, steps(step.getOutputs().stream()
          .filter(each -> !isOfTry(each)).toList()))));
      step.getOutputs().stream().filter(Drawing::isOfTry)
          .forEach(each -> branches.add(branch(each, each.getShortName(), each.getOutputs())));
      return branches;
    }
    List<RouteStep.Branch> branches = new ArrayList<>();
    if (!step.getOutputs().isEmpty()) {
      branches.add(new RouteStep.Branch(null, steps(step.getOutputs())));
    }
    if (step instanceof CircuitBreakerDefinition breaker && breaker.getOnFallback() != null) {
      branches.add(branch(breaker.getOnFallback(), "fallback", breaker.getOnFallback().getOutputs()));
    }
    return branches;
  }

  private static boolean isOfTry(ProcessorDefinition<?> step) {
    return step instanceof CatchDefinition || step instanceof FinallyDefinition;
  }

  private RouteStep.Branch branch(OptionalIdentifiedDefinition<?> written, String otherwise,
      List<ProcessorDefinition<?>> steps) {
    return new RouteStep.Branch(Objects.requireNonNullElse(written.getDescriptionText(), otherwise), steps(steps));
  }
}
