package io.paywatt.it.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementClickInterceptedException;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** Debian's Chromium in the hands of a test; it counts the clicks and keeps what it sees as pictures. */
final class Browser implements AutoCloseable {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChromeDriver driver;
  private String console;
  private int clicks;

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /** Opens one, or skips the test, saying so, on a machine that has none. */
  static Browser open() {
    Optional<Path> chromium = program("chromium");
    Optional<Path> chromedriver = program("chromedriver");
    Assumptions.assumeTrue(chromium.isPresent() && chromedriver.isPresent(),
        "No browser tests: chromium and chromium-driver are not installed on this machine");
    var options = new ChromeOptions().setBinary(chromium.get().toFile());
    options.addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
        "--lang=zh-CN", "--window-size=1280,900");
    options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
    var service = new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.get().toFile()).build();
    return new Browser(new ChromeDriver(service, options));
  }

  private static Optional<Path> program(String name) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable).findFirst();
  }

  /** Opens the page. @param address of the console */
  Browser at(String address) {
    console = address;
    driver.get(console);
    return settled();
  }

  /** Loads the page anew at an address behind the #, as by a bookmark; that is no click. */
  Browser fresh(String place) {
    driver.get("about:blank");
    driver.get(console + "#/" + place);
    return shows(place);
  }

  /** Goes to an address behind the # without loading the page anew. */
  Browser go(String place) {
    run("location.hash = '#/' + arguments[0]", place);
    return shows(place);
  }

  private Browser shows(String place) {
    element(By.cssSelector("main[data-place='#/" + place.replaceFirst("\\?.*", "") + "'][aria-busy=false]"));
    return this;
  }

  /** Waits until the page has what it asked for. */
  Browser settled() {
    new WebDriverWait(driver, PATIENCE).until(any -> (Boolean) run("return !document.querySelector('[aria-busy=true]')"
        + " && !!document.querySelector('h1')"));
    return this;
  }

  /** Clicks what has this text: a button, a link, a tile. */
  Browser click(String text) {
    return click(By.xpath("(//dialog[@open]//button | //main//button | //main//a | //nav//a | //summary)"
        + "[contains(normalize-space(.), '" + text + "')]"));
  }

  Browser click(By what) {
    clicks++;
    new WebDriverWait(driver, PATIENCE)
        .ignoring(StaleElementReferenceException.class, ElementClickInterceptedException.class)
        .until(any -> driver.findElements(what).stream().filter(each -> each.isDisplayed() && each.isEnabled())
            .findFirst().map(Browser::clicked).orElse(false));
    return settled();
  }

  private static boolean clicked(WebElement element) {
    element.click();
    return true;
  }

  /** How often it was clicked since the last time. */
  int clicks() {
    int so = clicks;
    clicks = 0;
    return so;
  }

  /** In the dialog, when one is open. */
  private static By field(String name) {
    return By.xpath("//dialog[@open]//*[@name='" + name + "'] | //*[@name='" + name + "'][not(//dialog[@open])]");
  }

  /** Types into a field, in place of what is there. */
  Browser type(String field, String text) {
    WebElement element = element(field(field));
    element.clear();
    element.sendKeys(text);
    return this;
  }

  /** Chooses a file in the field for one. */
  Browser file(Path file) {
    element(By.cssSelector("input[type=file]")).sendKeys(file.toAbsolutePath().toString());
    return this;
  }

  /** Presses keys as one does without a field. */
  Browser press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
    return this;
  }

  /** Presses Enter in a field. */
  Browser enter(String field) {
    element(field(field)).sendKeys(Keys.ENTER);
    return settled();
  }

  WebElement element(By what) {
    return new WebDriverWait(driver, PATIENCE).until(any -> driver.findElements(what).stream()
        .filter(WebElement::isDisplayed).findFirst().orElse(null));
  }

  List<WebElement> elements(By what) {
    return driver.findElements(what);
  }

  /** Waits until the page says it. */
  Browser says(String text) {
    new WebDriverWait(driver, PATIENCE).withMessage(() -> "'" + text + "' in " + text()).until(any -> text().contains(text));
    return this;
  }

  String text() {
    return String.valueOf(run("return document.body.innerText"));
  }

  String address() {
    return driver.getCurrentUrl();
  }

  /** A screen of this many pixels; below 600 it is a phone. */
  Browser screen(int width, int height) {
    driver.executeCdpCommand("Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
    return this;
  }

  Object run(String script, Object... arguments) {
    return ((JavascriptExecutor) driver).executeScript(script, arguments);
  }

  Object runLater(String script) {
    return ((JavascriptExecutor) driver).executeAsyncScript(script);
  }

  /** Keeps what is seen as target/screenshots/NAME.png. */
  Browser picture(String name) {
    try {
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the browser complained of since the last time: scripts that failed, what the policy refused. */
  List<String> complaints() {
    return driver.manage().logs().get("browser").getAll().stream().filter(entry -> entry.getLevel().intValue() >= 1000)
        .map(entry -> entry.getMessage()).filter(message -> !message.matches(".*status of (401|422).*")).toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
