package io.paywatt.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The house as drawn: adapters, meter-bridge and console know the ledger alone, the hub knows all four, nothing points back. */
@AnalyzeClasses(packages = "io.paywatt", importOptions = DoNotIncludeTests.class)
class ImportDirectionTest {
  private static final String[] PARTS = {"io.paywatt.adapter..", "io.paywatt.meter..", "io.paywatt.console..",
      "io.paywatt.hub.."};

  @ArchTest
  static final ArchRule the_ledger_knows_no_camel_mqtt_http_or_provider = noClasses().that()
      .resideInAPackage("io.paywatt.ledger..").should().dependOnClassesThat()
      .resideInAnyPackage("org.apache.camel..", "com.hivemq..", "org.eclipse.paho..", "io.vertx..", "java.net.http..");

  @ArchTest
  static final ArchRule the_ledger_knows_no_other_part = noClasses().that().resideInAPackage("io.paywatt.ledger..")
      .should().dependOnClassesThat().resideInAnyPackage(PARTS);

  @ArchTest
  static final ArchRule adapters_know_the_ledger_alone = noClasses().that().resideInAPackage("io.paywatt.adapter..")
      .should().dependOnClassesThat().resideInAnyPackage("io.paywatt.meter..", "io.paywatt.console..", "io.paywatt.hub..");

  @ArchTest
  static final ArchRule one_adapter_does_not_know_another = noClasses().that().resideInAPackage("io.paywatt.adapter.wechat..")
      .should().dependOnClassesThat().resideInAnyPackage("io.paywatt.adapter.standard..", "io.paywatt.adapter.aliyun..");

  @ArchTest
  static final ArchRule the_meter_bridge_knows_the_ledger_alone = noClasses().that().resideInAPackage("io.paywatt.meter..")
      .should().dependOnClassesThat().resideInAnyPackage("io.paywatt.adapter..", "io.paywatt.console..", "io.paywatt.hub..");

  @ArchTest
  static final ArchRule the_console_knows_the_ledger_alone = noClasses().that().resideInAPackage("io.paywatt.console..")
      .should().dependOnClassesThat().resideInAnyPackage("io.paywatt.adapter..", "io.paywatt.meter..", "io.paywatt.hub..",
          "org.apache.camel..", "java.sql..", "org.jdbi..");

  @ArchTest
  static final ArchRule the_simulator_shares_nothing_with_the_hub = noClasses().that()
      .resideInAPackage("io.paywatt.simulator..").should().dependOnClassesThat()
      .resideInAnyPackage("io.paywatt.ledger..", "io.paywatt.adapter..", "io.paywatt.meter..", "io.paywatt.console..",
          "io.paywatt.hub..");

  @ArchTest
  static final ArchRule money_and_energy_are_no_floating_point_numbers = noClasses().that()
      .resideInAPackage("io.paywatt.ledger..").should().accessClassesThat().belongToAnyOf(Double.class, Float.class);
}
