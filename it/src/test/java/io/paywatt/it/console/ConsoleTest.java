package io.paywatt.it.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import io.paywatt.it.support.Api;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The console in a real browser, as somebody uses it who has read no manual. */
class ConsoleTest {
  private static final List<String> PLACES = List.of("overview", "desk", "payments", "payments/1", "suspense",
      "settlements", "settlements/mpesa/" + Clerk.DAY, "accounts", "accounts/A-0301",
      "meters", "meters/C-1", "alerts", "approvals", "routes", "routes/payment-accept",
      "imports", "users", "users/clara");
  private static Browser browser;
  private static Clerk clerk;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.open();
    clerk = new Clerk();
    browser.at(clerk.console());
    browser.picture("login");
    assertThat(Axe.seriousIn(browser)).as("login").isEmpty();
    signIn("clara");
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (clerk != null) {
      clerk.close();
    }
  }

  /** What one test leaves open or half signed in stays its own fault. */
  @BeforeEach
  void begins_as_the_clerk() {
    browser.run("document.querySelectorAll('dialog[open]').forEach(each => each.close())");
    if (!browser.text().contains("clara")) {
      signIn("clara");
    }
  }

  @AfterEach
  void nothing_went_wrong_in_the_browser() {
    if (browser != null) {
      assertThat(browser.complaints()).isEmpty();
    }
  }

  @Test
  void every_view_is_for_everybody_in_both_languages_and_themes_and_on_a_phone() {
    signIn("ada");
    appearance("zh-CN", "light", 1280, 900);
    PLACES.forEach(place -> look(place, "-zh-light"));
    appearance("en", "dark", 390, 844);
    PLACES.forEach(place -> look(place, "-en-dark-phone"));
    browser.click(By.cssSelector(".top button")).click(By.id("language"));
    assertThat(browser.run("return document.documentElement.lang")).isEqualTo("zh-CN");
    browser.click(By.id("theme"));
    assertThat(browser.run("return document.documentElement.dataset.theme")).isEqualTo("light");
  }

  private static void appearance(String language, String theme, int width, int height) {
    browser.run("localStorage.setItem('paywatt.language', arguments[0]); localStorage.setItem('paywatt.theme', arguments[1])",
        language, theme);
    browser.screen(width, height).fresh("overview");
  }

  private static void look(String place, String suffix) {
    String picture = place.replace('/', '-') + suffix;
    browser.go(place).picture(picture);
    assertThat(Axe.seriousIn(browser)).as(picture).isEmpty();
    assertThat(browser.run("return document.documentElement.scrollWidth <= innerWidth")).as("%s fits its screen", picture)
        .isEqualTo(true);
  }

  @Test
  void a_failing_payment_is_found_understood_and_replayed_in_ten_clicks() {
    clerk.failingPayment("late-meter", "C-NEW");
    english("overview");
    browser.click("Desk").click("is not known").click(row("C-NEW")).says("Import it and replay");
    clerk.register("C-NEW");
    browser.click("Try the replay").says("42.00 will be credited").picture("dry-run-en-light")
        .click("Replay 1").says("on their way");
    assertThat(browser.clicks()).isLessThanOrEqualTo(10);
    await().atMost(Duration.ofSeconds(60)).until(() -> clerk.api().balance("B-C-NEW") == 4200);
  }

  @Test
  void a_mismatched_payment_is_found_understood_and_moved_in_ten_clicks() {
    clerk.mismatchedPayment("mixed-up");
    english("overview");
    browser.click("Desk").click("was opened with").click(row("mixed-up")).says("through another provider than ordered")
        .click("mixed-up").click(row("standard")).says("in suspense").click("Move").type("account", "A-0302")
        .type("reason", "the payer lives there").click(By.cssSelector("dialog button.main"))
        .says("Moved");
    assertThat(browser.clicks()).isLessThanOrEqualTo(10);
    await().atMost(Duration.ofSeconds(60)).until(() -> clerk.api().balance("A-0302") == 5000);
  }

  @Test
  void a_forged_payment_is_found_understood_asked_about_again_and_closed_in_ten_clicks() throws Exception {
    clerk.forgedPayment("SFORGED01");
    english("overview");
    browser.click("Desk").click("is not confirmed").click(row("SFORGED01")).says("it may be forged")
        .click(By.xpath("//main//button[.='Close']")).type("reason", "the payer had no proof")
        .click(By.cssSelector("dialog button.main"))
        .says("closed");
    assertThat(browser.clicks()).isLessThanOrEqualTo(10);
  }

  @Test
  void what_keeps_somebody_out_is_seen() {
    english("desk");
    browser.run("document.querySelector('main').insertAdjacentHTML('beforeend', '<button id=\"nameless\"></button>')");
    assertThat(Axe.seriousIn(browser)).singleElement().asString().startsWith("button-name");
    browser.run("document.getElementById('nameless').remove()");
  }

  @Test
  void script_in_a_stored_body_is_shown_as_text() {
    clerk.scriptFromAMeter();
    english("desk?route=reading-store");
    browser.click(By.cssSelector("[data-href^='#/desk/'] a")).says("taken over");
    assertThat(browser.element(By.id("body")).getText()).contains("<script>");
    assertThat(browser.run("return document.title")).asString().doesNotContain("taken over");
    assertThat(browser.elements(By.cssSelector("#body *"))).isEmpty();
  }

  @Test
  void an_edit_of_the_meter_waits_for_a_second_person() {
    clerk.failingPayment("typo", "C-l");
    english("desk?q=typo");
    browser.click(row("C-l")).click("Edit");
    String body = String.valueOf(browser.run("return document.querySelector('dialog textarea').value"));
    browser.run("document.querySelector('dialog textarea').value = arguments[0]", body.replace("C-l", "C-1"));
    browser.type("reason", "a letter for a digit").click("Show the difference").says("\"meter\": \"C-1\"").picture("edit-en-light")
        .click("Save the edit").says("A second person has to approve it");
    signIn("arthur");
    english("approvals");
    browser.says("a letter for a digit").picture("approval-en-light").click("Approve").type("reason", "it is C-1")
        .click(By.cssSelector("dialog button.main")).says("Approved");
  }

  @Test
  void a_payment_in_suspense_is_given_an_owner_and_moved_where_it_belongs() {
    clerk.failingPayment("astray", "C-ASTRAY");
    english("suspense");
    browser.says("unknown meter").picture("suspense-list-en-light").click(By.cssSelector("[aria-label^='Who looks after it?']"))
        .type("owner", "clara").click("Save").says("clara").click("Move").type("account", "B-0101")
        .type("reason", "the payer told").click(By.cssSelector("dialog button.main")).says("Moved");
    await().atMost(Duration.ofSeconds(60)).until(() -> clerk.api().balance("B-0101") == 4200);
  }

  @Test
  void a_difference_between_bill_and_ledger_is_understood_and_settled() {
    english("settlements?from=" + Clerk.DAY + "&to=" + Clerk.DAY);
    browser.click(row("mpesa")).says("in the provider's bill, not credited here").says("50.00")
        .click(By.xpath("//main//button[.='Settle']")).type("reason", "paid at the counter")
        .click(By.cssSelector("dialog button.main")).says("paid at the counter");
  }

  @Test
  void a_user_is_added_given_a_site_kept_out_and_a_file_is_imported_with_its_faults_named(@TempDir Path folder) throws Exception {
    signIn("ada");
    english("users");
    browser.click("New user").type("name", "lars").type("password", Clerk.PASSWORD)
        .click(By.name("site.香樟园")).picture("user-new-en-light").click(By.cssSelector("dialog button.main"))
        .says("lars can sign in now")
        .click(row("lars")).says("香樟园").click("Keep out").click(By.cssSelector("dialog button.danger")).says("kept out");
    english("imports");
    Path file = Files.writeString(folder.resolve("rooms.csv"),
        Api.HEADER + "香樟园,1-105,B-0105,Wu Jiu,,en,C-105,native,none,0,0,1\n");
    browser.file(file).click("Import 1 lines").says("nothing was imported").says("B-0105").picture("import-faults-en-light");
    Files.writeString(file, Api.HEADER + "香樟园,1-105,B-0105,Wu Jiu,,en,C-105,native,flat,0,0,1\n");
    browser.file(file).click("Import 1 lines").says("Imported.");
    assertThat(clerk.api().balance("B-0105")).isZero();
  }

  @Test
  void a_masked_phone_is_shown_to_somebody_who_says_why() {
    english("accounts/A-0301");
    browser.says("8123").click("Show whole").type("reason", "asks for a call").click(By.cssSelector("dialog button.main"))
        .says("13800138123");
    assertThat(clerk.api().get("/api/v1/audit?action=reveal&subject=account:A-0301").body()).contains("asks for a call", "clara");
  }

  @Test
  void what_was_said_to_a_resident_stands_with_the_account_and_the_payment() {
    var said = By.xpath("//section[@aria-label='Messages'][contains(., 'receipt')][contains(., 'sent')]//td");
    for (String page : List.of("payments/1", "accounts/A-0301")) {
      await().atMost(Duration.ofSeconds(60)).until(() -> {
        english(page);
        return !browser.elements(said).isEmpty();
      });
      for (int width : new int[] {1280, 390}) {
        browser.screen(width, 844).run("document.querySelector('section[aria-label=Messages]').scrollIntoView()");
        browser.picture(page.replace('/', '-') + "-messages-" + width);
      }
    }
    english("overview");
    signIn("lena");
    english("accounts/A-0301");
    assertThat(browser.elements(By.cssSelector("section[aria-label=Messages]"))).as("for a viewer").isEmpty();
  }

  @Test
  void a_list_is_worked_with_the_keyboard_and_filters_stay_in_the_address() {
    clerk.failingPayment("key-1", "C-K1");
    clerk.failingPayment("key-2", "C-K2");
    english("desk?state=open");
    browser.press("?").says("next row").press(Keys.ESCAPE);
    browser.press("/").press("key-1", Keys.ENTER).settled();
    await().atMost(Duration.ofSeconds(60)).until(() -> browser.address().endsWith("state=open&q=key-1"));
    browser.settled().says("C-K1").press(Keys.ESCAPE);
    for (int down = 0; down < 50 && !(Boolean) browser.run(
        "return !!document.activeElement.closest('section[aria-label=Messages] [data-row]')"); down++) {
      browser.press("j");
    }
    browser.press("x").says("1 chosen").press(Keys.ENTER).says("What to do");
    assertThat(browser.address()).matches(".*#/desk/\\d+");
  }

  @Test
  void what_somebody_may_not_see_is_not_offered() {
    signIn("lena");
    assertThat(browser.elements(By.cssSelector("nav a")).stream().map(link -> link.getDomAttribute("href")).toList())
        .contains("#/accounts", "#/desk").doesNotContain("#/approvals", "#/audit", "#/users");
    clerk.failingPayment("not-theirs", "C-NOBODY");
    english("desk?q=not-theirs");
    browser.says("Nothing found").picture("desk-landlord-en-light");
    english("accounts");
    browser.says("A-0301");
    assertThat(browser.text()).doesNotContain("B-0101");
    signIn("arthur");
    english("audit");
    browser.says("user-add").picture("audit-en-light");
    assertThat(Axe.seriousIn(browser)).isEmpty();
  }

  @Test
  void a_route_is_drawn_with_its_counts() {
    english("routes/payment-accept");
    browser.says("Post the payment, or park it").picture("route-en-light");
    assertThat(browser.text()).containsPattern("[1-9]\\d* passed · 0 failed");
    assertThat(browser.elements(By.xpath("//button[.='Stop']"))).as("for a support clerk").isEmpty();
    assertThat(clerk.turn("usage-keep", "stop").path("state").asText()).isEqualTo("Stopped");
    english("routes/usage-keep");
    browser.says("stopped");
    assertThat(clerk.turn("usage-keep", "start").path("state").asText()).isEqualTo("Started");
  }

  /** The link of the row with this text. */
  private static By row(String text) {
    return By.xpath("//tr[@data-row][contains(., '" + text + "')]//a");
  }

  private static void english(String place) {
    appearance("en", "light", 1280, 900);
    browser.go(place).clicks();
  }

  private static void signIn(String name) {
    if (!browser.elements(By.id("leave")).isEmpty()) {
      browser.click(By.id("leave"));
    }
    browser.type("name", name).type("password", Clerk.PASSWORD).click(By.cssSelector("form button.main"));
    browser.element(By.id("leave"));
  }
}
