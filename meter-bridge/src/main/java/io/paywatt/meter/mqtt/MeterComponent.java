package io.paywatt.meter.mqtt;

import java.util.Map;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.DefaultComponent;

/** Makes {@code meter:reading}, {@code meter:event}, {@code meter:reply} and {@code meter:online}. */
@Component("meter")
public class MeterComponent extends DefaultComponent {
  @Metadata(description = "Defaults of every endpoint: broker, credentials, prefix and node")
  private MeterConfiguration configuration = new MeterConfiguration();

  @Override
  protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
    MeterEndpoint endpoint = new MeterEndpoint(uri, remaining, this, configuration.copy());
    setProperties(endpoint, parameters);
    return endpoint;
  }

  public MeterConfiguration getConfiguration() {
    return configuration;
  }

  public void setConfiguration(MeterConfiguration configuration) {
    this.configuration = configuration;
  }
}
