package io.paywatt.meter.mqtt;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.Suspendable;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.support.DefaultConsumer;

/**
 * Takes batches from the broker into the route. Start never waits for the broker. Stop and suspend hand out no further
 * batch, let the running one end and be acknowledged, and disconnect; the broker keeps what comes meanwhile.
 */
public class MeterConsumer extends DefaultConsumer implements Suspendable {
  private final MeterEndpoint endpoint;
  private Inbox inbox;
  private volatile MeterLink link;
  private volatile BatchWorker worker;
  private ScheduledExecutorService timer;
  private ExecutorService workerThread;

  MeterConsumer(MeterEndpoint endpoint, Processor processor) {
    super(endpoint, processor);
    this.endpoint = endpoint;
    setHealthCheck(new MeterHealthCheck(endpoint.clientId(), this::trouble));
  }

  /** What keeps messages from being taken, or null when all is well. */
  public String trouble() {
    if (link == null) {
      return "not started";
    }
    return link.trouble() != null ? link.trouble() : worker.trouble();
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    begin();
  }

  @Override
  protected void doResume() throws Exception {
    end();
    super.doResume();
    begin();
  }

  @Override
  protected void doSuspend() throws Exception {
    super.doSuspend();
    inbox.close();
  }

  @Override
  protected void doStop() throws Exception {
    end();
    super.doStop();
  }

  private void begin() {
    ExecutorServiceManager threads = getEndpoint().getCamelContext().getExecutorServiceManager();
    timer = threads.newSingleThreadScheduledExecutor(this, endpoint.clientId() + "-reconnect");
    workerThread = threads.newSingleThreadExecutor(this, endpoint.clientId());
    inbox = new Inbox(endpoint.getConfiguration());
    MeterLink newLink = new MeterLink(endpoint, inbox, timer);
    worker = new BatchWorker(inbox, this::process, newLink::stop);
    link = newLink;
    newLink.connect();
    workerThread.execute(worker);
  }

  private void end() throws InterruptedException {
    if (inbox == null) {
      return;
    }
    inbox.close();
    ExecutorServiceManager threads = getEndpoint().getCamelContext().getExecutorServiceManager();
    workerThread.shutdown();
    long seconds = getEndpoint().getCamelContext().getShutdownStrategy().getTimeout();
    if (!workerThread.awaitTermination(seconds, TimeUnit.SECONDS)) {
      threads.shutdownNow(workerThread);
    }
    link.stop();
    threads.shutdownNow(timer);
    inbox = null;
  }

  // every attempt is a new exchange: what a failed one did to body, headers or properties is gone
  private Throwable process(List<Delivery> batch) {
    Exchange exchange = createExchange(false);
    try {
      exchange.getMessage().setBody(batch.stream().map(Delivery::message).toList());
      getProcessor().process(exchange);
      return fault(exchange);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return e;
    } catch (Throwable e) {
      return e;
    } finally {
      releaseExchange(exchange, false);
    }
  }

  private static Throwable fault(Exchange exchange) {
    if (exchange.getException() != null) {
      return exchange.getException();
    }
    return exchange.isRollbackOnly() || exchange.isRollbackOnlyLast()
        ? new IllegalStateException("the route asked for a rollback") : null;
  }
}
