package io.paywatt.embedded;

import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.MqttActivity;
import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission.PermissionType;
import com.hivemq.extension.sdk.api.client.parameter.ConnectionInformation;
import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
import com.hivemq.extension.sdk.api.packets.connect.ConnackReasonCode;
import com.hivemq.extension.sdk.api.packets.connect.ConnectPacket;
import com.hivemq.extension.sdk.api.services.builder.Builders;

/**
 * Who gets in, and where to. The one account gets everywhere; a meter, known by its own password or by its certificate, to
 * its own topics alone: it publishes below {@code prefix/serial}, except commands, and hears its own commands. Devices and
 * gateways of other makes, whose user is their name, have the topics of their makes besides.
 */
final class BrokerAccess implements SimpleAuthenticator {
  /** Attribute of a connection: the serial of the meter at its other end. */
  static final String METER = "paywatt-meter";
  private static final Pattern SERIAL = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern COMMON_NAME = Pattern.compile("(?i)(?:^|,)\\s*CN=([^,]+)");

  private final BrokerLogin login;
  private final MeterCredentials credentials;
  private final MeterDoor door;

  BrokerAccess(BrokerLogin login, MeterCredentials credentials, MeterDoor door) {
    this.login = login;
    this.credentials = credentials;
    this.door = door;
  }

  @Override
  public void onConnect(SimpleAuthInput input, SimpleAuthOutput output) {
    ConnectPacket packet = input.getConnectPacket();
    ConnectionInformation connection = input.getConnectionInformation();
    Optional<String> meter = meter(packet, connection);
    if (meter.isPresent()) {
      admit(meter.get(), packet.getClientId(), connection, output);
    } else if (isAccount(packet) && (!door.credentialsRequired() || isLocal(connection))) {
      output.authenticateSuccessfully();
    } else {
      output.failAuthentication(ConnackReasonCode.BAD_USER_NAME_OR_PASSWORD, "User or password is wrong");
    }
  }

  private void admit(String serial, String clientId, ConnectionInformation connection, SimpleAuthOutput output) {
    // or a meter could take the hub's place, or another meter's
    if (!clientId.contains(serial)) {
      output.failAuthentication(ConnackReasonCode.CLIENT_IDENTIFIER_NOT_VALID,
          "The client id of a meter must contain its serial");
      return;
    }
    connection.getConnectionAttributeStore().putAsString(METER, serial);
    var permissions = output.getDefaultPermissions();
    String own = door.prefix() + "/" + serial + "/";
    // the first that fits decides
    permissions.add(permission(own + "command", MqttActivity.PUBLISH, PermissionType.DENY));
    permissions.add(permission(own + "#", MqttActivity.PUBLISH, PermissionType.ALLOW));
    permissions.add(permission(own + "command", MqttActivity.SUBSCRIBE, PermissionType.ALLOW));
    DeviceTopics others = door.others().of(serial);
    others.publish().forEach(filter -> permissions.add(permission(filter, MqttActivity.PUBLISH, PermissionType.ALLOW)));
    others.hear().forEach(filter -> permissions.add(permission(filter, MqttActivity.SUBSCRIBE, PermissionType.ALLOW)));
    permissions.setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
    output.authenticateSuccessfully();
  }

  private static TopicPermission permission(String filter, MqttActivity activity, PermissionType type) {
    return Builders.topicPermission().topicFilter(filter).activity(activity).type(type).build();
  }

  private Optional<String> meter(ConnectPacket packet, ConnectionInformation connection) {
    Optional<String> certified = connection.getClientTlsInformation().flatMap(tls -> tls.getClientCertificate())
        .map(BrokerAccess::commonName);
    if (certified.isPresent()) {
      return certified.filter(name -> SERIAL.matcher(name).matches());
    }
    return packet.getUserName().filter(name -> SERIAL.matcher(name).matches())
        .filter(name -> packet.getPassword().filter(password -> credentials.matches(name, password)).isPresent());
  }

  private static String commonName(X509Certificate certificate) {
    Matcher name = COMMON_NAME.matcher(certificate.getSubjectX500Principal().getName());
    return name.find() ? name.group(1) : "";
  }

  private boolean isAccount(ConnectPacket packet) {
    return packet.getUserName().isPresent() && packet.getPassword().isPresent()
        && login.matches(packet.getUserName().get(), packet.getPassword().get());
  }

  private static boolean isLocal(ConnectionInformation connection) {
    return connection.getInetAddress().filter(InetAddress::isLoopbackAddress).isPresent();
  }
}
