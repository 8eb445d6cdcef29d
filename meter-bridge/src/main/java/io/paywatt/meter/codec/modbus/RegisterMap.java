package io.paywatt.meter.codec.modbus;

import java.math.BigDecimal;
import java.util.List;
import io.paywatt.meter.codec.Measured;

/**
 * Where a model keeps its values.
 *
 * @param blocks  what is read in one go; the one with the register of the energy last
 * @param energy  the billing register
 * @param power   or null, as the two behind it
 * @param coil    coil of the relay, or -1
 * @param closedIsOn whether the coil is on when the relay is closed
 */
record RegisterMap(List<Block> blocks, Register energy, List<Register> voltage, List<Register> current, Register power,
    Register powerFactor, Register frequency, int coil, boolean closedIsOn) {
  /** A range of registers. */
  record Block(int function, int start, int count) {
    ModbusRequest request(int slave) {
      return new ModbusRequest(slave, function, start, count);
    }
  }

  /** What the answer tells. @throws io.paywatt.meter.codec.Malformed when a value is none */
  Measured read(ModbusRequest request, byte[] registers) {
    Measured told = new Measured();
    if (energy.isIn(request)) {
      told.energy(energy.read(request, registers));
      if (energy.type() == Register.Type.FLOAT32) {
        told.rounded();
      }
    }
    told.voltage(all(voltage, request, registers)).current(all(current, request, registers));
    if (isIn(power, request)) {
      told.power(power.read(request, registers));
    }
    if (isIn(powerFactor, request)) {
      told.powerFactor(powerFactor.read(request, registers));
    }
    if (isIn(frequency, request)) {
      told.frequency(frequency.read(request, registers));
    }
    return told;
  }

  private static List<BigDecimal> all(List<Register> phases, ModbusRequest request, byte[] registers) {
    return phases.stream().filter(phase -> phase.isIn(request)).map(phase -> phase.read(request, registers)).toList();
  }

  private static boolean isIn(Register register, ModbusRequest request) {
    return register != null && register.isIn(request);
  }
}
