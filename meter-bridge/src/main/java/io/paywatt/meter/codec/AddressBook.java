package io.paywatt.meter.codec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import io.paywatt.ledger.reading.MeterAddress;

/** A directory of given meters. */
public final class AddressBook implements Directory {
  private record Place(String make, String gateway, String address) {}

  private final Map<Place, MeterAddress> places = new HashMap<>();
  private final Map<String, MeterAddress> serials = new HashMap<>();
  private final Map<String, List<MeterAddress>> makes;

  private AddressBook(List<MeterAddress> meters) {
    for (MeterAddress meter : meters) {
      serials.put(meter.serial(), meter);
      places.put(new Place(meter.make(), meter.gateway(), meter.address()), meter);
      places.putIfAbsent(new Place(meter.make(), null, meter.address()), meter);
    }
    makes = meters.stream().collect(Collectors.groupingBy(MeterAddress::make));
  }

  public static AddressBook of(List<MeterAddress> meters) {
    return new AddressBook(meters);
  }

  @Override
  public Optional<MeterAddress> find(String make, String gateway, String address) {
    return Optional.ofNullable(places.get(new Place(make, gateway, address)));
  }

  @Override
  public Optional<MeterAddress> bySerial(String serial) {
    return Optional.ofNullable(serials.get(serial));
  }

  @Override
  public List<MeterAddress> of(String make) {
    return makes.getOrDefault(make, List.of());
  }
}
