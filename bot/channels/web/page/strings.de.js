/**
 * Every German word the scripts of the page show. Logic lives elsewhere; here are only words,
 * names of enumeration values and sentences with gaps.
 */

export const LOCALE = "de-DE";

export const TEXT = {
  you: "Sie: ",
  talbot: "Talbot: ",
  typing: "Talbot schreibt …",
  choices: "Antwortmöglichkeiten",
  chosen: " (gewählt)",
  retry: "Noch einmal versuchen",
  urgent: "Stadtverwaltung: ",
  emergency: " · Notfall: ",
  source: "Quelle: ",
  asOf: "Stand ",
  toSource: "Zur Quelle",
  example: "Beispieldaten",
  exampleOffer: "Beispiel, kein echtes Angebot",
  warning: "Achtung: ",
  avoid: "Tipp: ",
  condition: "wenn: ",
  belongs: "Gehört hinein",
  never: "Gehört nicht hinein",
  calendarFile: "In meinen Kalender",
  noPickups: "keine Abholung in diesem Zeitraum",
  open: "jetzt geöffnet",
  closed: "jetzt geschlossen",
  free: "kostenlos",
  wheelchair: "rollstuhlgerecht",
  certified: "zertifizierter Kurs",
  nextDate: "nächster Termin: ",
  provider: "Anbieter: ",
  contact: "Kontakt: ",
  moreAbout: "Mehr dazu",
  notEntitled: "zurzeit nicht vorgesehen",
  call: "Anrufen: ",
};

export const CONTACTS = { city: "0202 563-0", emergency: "112" };

export const TROUBLE = {
  offline: "Sie sind gerade nicht mit dem Internet verbunden. Ihre Frage ist noch da.",
  unreachable: "Talbot ist gerade nicht zu erreichen. Ihre Frage ist noch da, bitte versuchen Sie es gleich wieder.",
  slow: "Das dauert zu lange, deshalb warte ich nicht weiter. Bitte versuchen Sie es noch einmal.",
  failed: "Bei Talbot ist etwas schiefgegangen. Das liegt nicht an Ihrer Frage. Bitte versuchen Sie es noch einmal.",
  empty: "Auf diese Frage kam keine Antwort. Wahrscheinlich ist ein Teil von Talbot gerade gestört.",
  interrupted: "Die Antwort auf diese Frage ist beim Neuladen verloren gegangen.",
};

export const STREAMS = {
  residual: "Restmüll, graue Tonne",
  organic: "Bioabfall, braune Tonne",
  paper: "Papier, blaue Tonne",
  packaging: "Verpackungen, gelbe Tonne",
  glass: "Altglascontainer",
  textiles: "Alttextilien",
  electrical: "Elektrogeräte",
  battery: "Batterien",
  hazardous: "Schadstoffe",
  bulky: "Sperrmüll",
  recycling_yard: "Recyclinghof",
  garden: "Gartenabfall",
  construction: "Bauschutt",
  deposit: "Pfand, zurück in den Handel",
  retail_return: "Rücknahme im Handel",
  reuse: "weitergeben oder reparieren",
  christmas_tree: "Weihnachtsbaum",
  sewer_never: "nie in den Abfluss",
};

export const PLACE_KINDS = {
  recycling_yard: "Recyclinghof",
  hazardous_site: "Schadstoffannahme",
  hazardous_mobile: "Schadstoffmobil",
  glass_container: "Altglascontainer",
  paper_container: "Papiercontainer",
  textile_container: "Altkleidercontainer",
  e_device_container: "Container für kleine Elektrogeräte",
  repair: "Reparatur",
  second_hand: "Gebrauchtes",
  advice_centre: "Beratungsstelle",
  clinic: "Klinik",
  on_call_practice: "Notdienstpraxis",
  pharmacy: "Apotheke",
  sports_site: "Sportstätte",
};

export const AUDIENCES = {
  children: "Kinder",
  teenagers: "Jugendliche",
  adults: "Erwachsene",
  seniors: "Ältere",
  women: "Frauen",
  men: "Männer",
  pregnant: "Schwangere",
  parents: "Eltern",
  carers: "Pflegende",
  people_with_disabilities: "Menschen mit Behinderung",
};

/** Says that a date replaces the regular one, and why when that is known. */
export function moved(regularDay, reason) {
  return reason ? `statt ${regularDay} (${reason})` : `statt ${regularDay}`;
}

/** A distance as people say it. */
export function distance(metres) {
  if (metres < 1000) return `${Math.round(metres / 10) * 10} m entfernt`;
  return `${(metres / 1000).toLocaleString(LOCALE, { maximumFractionDigits: 1 })} km entfernt`;
}
