import type { TFunction } from 'i18next';
import { contains } from '../ui/fold.ts';
import type { IconName } from '../ui/icon.tsx';

export type SectionId =
  | 'accounts'
  | 'sources'
  | 'answers'
  | 'runs'
  | 'quick'
  | 'notifications'
  | 'appearance'
  | 'startup'
  | 'sync'
  | 'meaning'
  | 'openwebui'
  | 'exchange'
  | 'network'
  | 'diagnostics'
  | 'transfer'
  | 'about';

export type SettingId =
  | 'account'
  | 'otherAccounts'
  | 'answerSources'
  | 'gateways'
  | 'agents'
  | 'answersChain'
  | 'answersCache'
  | 'runSource'
  | 'keepDays'
  | 'hotkey'
  | 'hotkeyDoctor'
  | 'target'
  | 'withAi'
  | 'model'
  | 'answers'
  | 'decisions'
  | 'runsEnded'
  | 'runsWaiting'
  | 'services'
  | 'quietHours'
  | 'notificationState'
  | 'theme'
  | 'language'
  | 'fontScale'
  | 'zoom'
  | 'motion'
  | 'openAtLogin'
  | 'closeToTray'
  | 'syncState'
  | 'meaningSource'
  | 'meaningIndex'
  | 'openwebui'
  | 'provisioning'
  | 'importFile'
  | 'exportFile'
  | 'proxy'
  | 'metered'
  | 'proxyFor'
  | 'proxyPasswords'
  | 'certificates'
  | 'diagnostics'
  | 'questionTimes'
  | 'exportSettings'
  | 'importSettings'
  | 'resetSettings'
  | 'version'
  | 'updates'
  | 'updatesCheck'
  | 'firstSteps'
  | 'licences';

export interface SettingText {
  readonly id: SettingId;
  readonly label: string;
  readonly hint: string;
}

export interface Section {
  readonly id: SectionId;
  readonly icon: IconName;
  readonly title: string;
  readonly settings: readonly SettingText[];
}

/** Every setting with its words, in the order of the page: what the page draws and what its search looks through. */
export function sections(t: TFunction): readonly Section[] {
  return [
    section('accounts', 'user', t('settings.accounts'), [
      ['account', t('settings.account'), ''],
      ['otherAccounts', t('settings.otherAccounts'), t('settings.otherAccountsHint')],
    ]),
    section('sources', 'server', t('settings.sources'), [
      ['answerSources', t('sources.answers'), t('sources.answersHint')],
      ['gateways', t('settings.gateways'), t('settings.gatewaysHint')],
      ['agents', t('settings.agents'), t('settings.agentsHint')],
    ]),
    section('answers', 'chat', t('settings.answersTitle'), [
      ['answersChain', t('settings.answersChain'), t('settings.answersChainHint')],
      ['answersCache', t('settings.answersCache'), t('settings.answersCacheHint')],
    ]),
    section('runs', 'runs', t('settings.runs'), [
      ['runSource', t('settings.runSource'), t('settings.runSourceHint')],
      ['keepDays', t('settings.keepDays'), t('settings.keepDaysHint')],
    ]),
    section('quick', 'keyboard', t('settings.quick'), [
      ['hotkey', t('settings.hotkey'), t('settings.hotkeyHint')],
      ['hotkeyDoctor', t('doctor.title'), t('doctor.hint')],
      ['target', t('settings.target'), t('settings.targetHint')],
      ['withAi', t('settings.withAi'), t('settings.withAiHint')],
      ['model', t('settings.model'), t('settings.modelHint')],
    ]),
    section('notifications', 'bell', t('settings.notifications'), [
      ['answers', t('settings.answers'), t('settings.answersHint')],
      ['decisions', t('settings.decisions'), t('settings.decisionsHint')],
      ['runsEnded', t('settings.runsEnded'), t('settings.runsEndedHint')],
      ['runsWaiting', t('settings.runsWaiting'), t('settings.runsWaitingHint')],
      ['services', t('settings.services'), t('settings.servicesHint')],
      ['quietHours', t('settings.quietHours'), t('settings.quietHoursHint')],
      ['notificationState', t('settings.notificationState'), t('settings.notificationStateHint')],
    ]),
    section('appearance', 'palette', t('settings.appearance'), [
      ['theme', t('settings.theme'), ''],
      ['language', t('settings.language'), t('settings.languageHint')],
      ['fontScale', t('settings.fontScale'), ''],
      ['zoom', t('settings.zoom'), t('settings.zoomHint')],
      ['motion', t('settings.motion'), t('settings.motionHint')],
    ]),
    section('startup', 'mark', t('settings.startup'), [
      ['openAtLogin', t('settings.openAtLogin'), t('settings.openAtLoginHint')],
      ['closeToTray', t('settings.closeToTray'), t('settings.closeToTrayHint')],
    ]),
    section('sync', 'retry', t('settings.sync'), [['syncState', t('settings.syncState'), t('settings.syncStateHint')]]),
    section('meaning', 'search', t('settings.meaning'), [
      ['meaningSource', t('settings.meaningSource'), t('settings.meaningSourceHint')],
      ['meaningIndex', t('settings.meaningIndex'), t('settings.meaningIndexHint')],
    ]),
    section('openwebui', 'external', t('settings.openwebui'), [
      ['openwebui', t('settings.openwebuiOpen'), t('settings.openwebuiOpenHint')],
      ['provisioning', t('settings.provisioning'), t('settings.provisioningHint')],
    ]),
    section('exchange', 'download', t('exchange.title'), [
      ['importFile', t('exchange.import'), t('exchange.importHint')],
      ['exportFile', t('exchange.export'), t('exchange.exportHint')],
    ]),
    section('network', 'globe', t('network.title'), [
      ['proxy', t('network.proxy'), t('network.proxyHint')],
      ['proxyFor', t('network.proxyFor'), t('network.proxyForHint')],
      ['metered', t('network.meteredTitle'), t('network.meteredHint')],
      ['proxyPasswords', t('network.proxyPasswords'), ''],
      ['certificates', t('network.certificates'), t('network.certificatesHint')],
    ]),
    section('diagnostics', 'health', t('diagnostics.title'), [
      ['diagnostics', t('diagnostics.report'), t('diagnostics.reportHint')],
      ['questionTimes', t('diagnostics.times'), t('diagnostics.timesHint')],
    ]),
    section('transfer', 'download', t('settings.exportTitle'), [
      ['exportSettings', t('settings.export'), t('settings.exportHint')],
      ['importSettings', t('settings.import'), t('settings.importHint')],
      ['resetSettings', t('settings.reset'), t('settings.resetHint')],
    ]),
    section('about', 'file', t('settings.about'), [
      ['version', t('settings.version'), t('settings.versionHint')],
      ['updates', t('updates.title'), ''],
      ['updatesCheck', t('updates.check'), t('updates.checkHint')],
      ['firstSteps', t('onboarding.title'), ''],
      ['licences', t('settings.licences'), ''],
    ]),
  ];
}

function section(
  id: SectionId,
  icon: IconName,
  title: string,
  settings: readonly (readonly [SettingId, string, string])[],
): Section {
  return { id, icon, title, settings: settings.map(([each, label, hint]) => ({ id: each, label, hint })) };
}

/** The sections with only the settings in which every word of the query is found; empty ones are left out. */
export function search(all: readonly Section[], query: string): readonly Section[] {
  return all
    .map((each) => ({
      ...each,
      settings: each.settings.filter(({ label, hint }) => contains(`${each.title} ${label} ${hint}`, query)),
    }))
    .filter((each) => each.settings.length > 0);
}
