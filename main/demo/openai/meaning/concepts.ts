/**
 * Words of English and French that mean about the same, by the beginning they share with their other forms. Words of
 * three letters or less have to be met whole.
 */
const SAME_MEANING: readonly string[] = [
  'pump pomp',
  'water eau eaux',
  'leak fuit',
  'flow debit',
  'pressur pression',
  'pipe tuyau conduit canalis',
  'valve vanne clapet soupape',
  'motor engine moteur',
  'noise noisy bruit bruyan',
  'vibrat',
  'bearing roulement palier',
  'seal gasket joint garniture',
  'curve courb',
  'station',
  'tank reservoir cuve bassin',
  'sensor probe capteur sonde',
  'measur reading mesur relev',
  'temperatur heat hot chaleur chaud',
  'cold freez frost froid gel',
  'fail fault broke broken breakdown outage panne casse defaill defaut',
  'stop halt arret stopp',
  'start begin demarr commenc debut',
  'repair fix mend repar depann',
  'replac swap chang rempla',
  'maintenan servic entretien',
  'clean wash nettoy lav',
  'check inspect verif controle inspecter',
  'safe safety danger secur sur surete',
  'invoice bill billing factur',
  'price cost expens prix cout tarif cher',
  'pay paid payment paie paye pai regl',
  'offer quote tender bid offre devis',
  'contract agreement contrat marche',
  'warranty guarant garanti',
  'retention retenue',
  'bank banque bancaire',
  'money budget argent',
  'order purchas buy command achat achet',
  'supplier vendor fournisseur',
  'customer client',
  'deliver shipping ship livr expedi',
  'delay late retard',
  'deadline due echeance delai',
  'meeting appointment reunion rendez',
  'tomorrow demain',
  'today aujourd',
  'week semaine',
  'month mois',
  'year annee an ans',
  'monday lundi',
  'morning matin',
  'mail email courriel message',
  'letter lettre courrier',
  'phone call telephon appel',
  'report rapport',
  'document file dossier fichier',
  'drawing plan dessin schema',
  'table tableau',
  'picture photo image',
  'password passphrase passe',
  'account compte',
  'sign login connexion connect',
  'computer laptop ordinateur',
  'network internet reseau',
  'server serveur',
  'holiday vacation leave conge vacance',
  'car vehicle voiture vehicule',
  'house home maison',
  'work job travail boulot',
  'team equip',
  'boss manager chef patron responsable',
  'colleague coworker collegue',
  'question ask demand',
  'answer reply repons repond',
  'help assist aide aider',
  'fast quick speed rapid vit',
  'slow lent',
  'big large great grand gros',
  'small little petit',
  'new nouve neuf',
  'old ancien vieux vieil',
  'high rise rising increas haut augment mont',
  'low drop fall decreas bas baiss diminu',
  'road street rue route',
  'rain storm pluie orage',
  'flood inond crue',
  'river rivier fleuve',
  'sea ocean mer',
  'power electric electri courant',
];

const WHOLE_WORD = 3;

/** Beginning of a word → name of what it means: the first word of its line. */
const BEGINNINGS: ReadonlyMap<string, string> = new Map(
  SAME_MEANING.flatMap((line) => {
    const beginnings = line.split(' ');
    return beginnings.map((each) => [each, beginnings[0] ?? each] as const);
  }),
);

/** What a folded word means: the longest beginning we know, or the word itself without the sign of a plural. */
export function conceptOf(word: string): string {
  for (let length = word.length; length > WHOLE_WORD; length--) {
    const known = BEGINNINGS.get(word.slice(0, length));
    if (known !== undefined) return known;
  }
  return BEGINNINGS.get(word) ?? (word.length > WHOLE_WORD ? word.replace(/(e?s|x)$/, '') : word);
}
