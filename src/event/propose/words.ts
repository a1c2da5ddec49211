/**
 * What columns are called, in several languages: for each field, patterns over the words of a name, the surest first.
 * The words of `ComplaintTheme_EN` are "complaint theme en"; of `org:group`, "org group".
 */
export const words = {
  id: [/^(event|message|msg|insert|tweet|post|row|log) (id|uuid|guid)$/, /^(uuid|guid)$/, /^(id|_id)$/],
  customer: [
    /^(customer|user|client|member|subscriber|visitor|patient|citizen|student|guest)( (id|no|nr|number|key|code|userid|uid))?$/,
    /^customer user id$|^(customer|user)id$|^(kunde|kunden|kunde(n)?nummer|kundennr|kunden (nr|nummer|id))$/,
    /^(cliente|usuario|utente|utilisateur|klant|asiakas|kund|klient|użytkownik|顧客|客户|用户)( (id|nr|numero|nummer|code))?$/,
    /^(caller|contact|account|consumer|buyer|applicant|requester|requestor|person|party|profile)( (id|no|nr|number))?$/,
    /^(author|sender|from)( (id|user|userid))?$/,
    /^(distinct id|anonymous id|cookie id|device id|email|e mail|email address|msisdn|phone number)$/,
  ],
  case: [
    /^case concept name$/,
    /^(case|trace|process instance)( (id|no|nr|number|key|name))?$|^caseid$/,
    /^(vorgang(s)?|fall|akte|aktenzeichen|zaak|dossier|caso|cas|expediente|ärende|案件|ケース)( (id|nr|nummer|number|numero))?$/,
    /^(session|visit|journey|conversation|thread|chat|call|ticket|incident|claim|application|order|request|loan|declaration|booking|reservation|shipment|policy|contract|invoice|matter|complaint|issue)( (id|no|nr|number|key|ref|reference))?$/,
    /^(number|nr|ref|reference|bestellung|auftrag|auftragsnummer|bestellnummer|pedido|commande|ordine)( (id|nr|nummer))?$/,
    /^id$/,
  ],
  name: [
    /^(concept name|activity|activity name|event name|event|action|activity type|event type|eventname|step|step name|task|task name)$/,
    /^(aktivität|aktivitaet|ereignis|tätigkeit|vorgangsschritt|schritt|actividad|evento|acción|activité|événement|évènement|étape|attività|attivita|activiteit|gebeurtenis|stap|atividade|händelse|zdarzenie|活動|活动|アクティビティ|イベント|事件)( (name|naam|nombre|nom))?$/,
    /(^| )(state|status|stage|phase|milestone|operation|interaction|page|screen)( name)?$/,
    /^name$/,
    /(^| )(theme|topic|reason|category|type|kind|thema|kategorie|tema|motivo|motif)( (name|en|de|label))?$/,
  ],
  at: [
    /^(time timestamp|timestamp|event (time|timestamp|date|datetime)|at|ts|occurred( at)?|happened at|datetime|date time|complete timestamp|end timestamp)$/,
    /^(zeitstempel|zeitpunkt|horodatage|marca de tiempo|fecha( y hora| hora)?|tijdstip|tijdstempel|timestamp utc|data ora|tidpunkt|znacznik czasu|タイムスタンプ|日時|时间|時間)$/,
    /(^| )(updated|changed|modified|logged|recorded|sent|performed|completed|executed|contact|visit|activity|event|action)( (at|on|time|date|datetime|ts))$/,
    /^(time|date|datum|zeit|fecha|date heure|data|dag|day|start( time| date| timestamp)?|start timestamp)$/,
    /(^| )(created|opened|registered|received|submitted|posted)( (at|on|time|date|datetime))$/,
    /(^| )(timestamp|datetime|date|time|datum|zeit)$/,
  ],
  actor: [
    /^(actor|role|actor type|sender type|author type|party|initiator|direction|speaker|side)$/,
    /^(sender|from|author)$/,
  ],
  channel: [
    /^(channel|kanal|canal|canale|kanaal|channel type|contact channel|channel name|contact type|contact method|medium|渠道|チャネル)$/,
    /(^| )(channel|kanal|canal|kanaal)( (id|name|type))?$/,
    /^(platform|device|device type|touchpoint)$/,
  ],
  team: [
    /^(org group|assignment group|team|team name|assigned team|support group|group|resolver group)$/,
    /^(department|dept|abteilung|departamento|département|reparto|afdeling|departement|business unit|unit|queue|squad|部門|部门)( (id|name))?$/,
    /^(org role)$/,
  ],
  system: [/^(system|source system|application name|app name|software|tool|systeem|système|sistema|system name)$/],
  partner: [
    /^(partner|supplier|vendor|provider|third party|carrier|lieferant|proveedor|fournisseur|leverancier)( (id|name))?$/,
  ],
  text: [
    /^(text|message|body|comment|comments|feedback|verbatim|review|review text|content|tweet|tweet text|utterance|description|remarks?)$/,
    /^(kommentar|bemerkung|nachricht|comentario|mensaje|texto|commentaire|texte|testo|commento|opmerking|tekst|bericht|コメント|评论)$/,
  ],
} as const satisfies Record<string, readonly RegExp[]>
export type WordedField = keyof typeof words

/** Words that show what a column is not, though another of its words fits. */
export const notWords: Partial<Record<WordedField, RegExp>> = {
  at: /(^| )(due|deadline|birth|dob|expiry|expires|expected|planned|closed|resolved|end|reg|valid)( |$)/,
  channel: /(^| )(acquisition|acquired|signup|youtube)( |$)/,
  case: /(^| )(variant|type|status|state)( |$)/,
  name: /(^| )(id|nr|no|number|key|code|date|time|contact|impact|user|customer)( |$)/,
}

export const scoreWords = {
  nps: /^(nps|nps (score|rating)|net promoter score|likelihood to recommend|recommend)$/,
  csat: /^(csat|csat (score|rating)|satisfaction|satisfaction (score|rating)|customer satisfaction)$/,
  ces: /^(ces|ces (score|rating)|effort|effort score|customer effort|customer effort score)$/,
} as const

export function wordsOf(name: string): string {
  return name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ')
}
