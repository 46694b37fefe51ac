import { type Public, StrictEmitter } from '../emitter.ts';
import { strict } from '../strict.ts';

/** Seconds since the person last did something. */
export const idleness = { seconds: 0 };

class PowerMonitorDouble extends StrictEmitter implements Public<Electron.PowerMonitor> {
  onBatteryPower = false;

  constructor() {
    super('powerMonitor');
  }

  getSystemIdleTime(): number {
    return idleness.seconds;
  }
  getSystemIdleState(threshold: number): 'active' | 'idle' {
    return idleness.seconds >= threshold ? 'idle' : 'active';
  }
  isOnBatteryPower(): boolean {
    return this.onBatteryPower;
  }
  getCurrentThermalState(): 'unknown' {
    return 'unknown';
  }
}

export const powerMonitor = new PowerMonitorDouble();

export const powerSaveBlocker = strict('powerSaveBlocker', {
  start: () => 1,
  stop: () => true,
  isStarted: () => false,
}) satisfies Public<Electron.PowerSaveBlocker>;
