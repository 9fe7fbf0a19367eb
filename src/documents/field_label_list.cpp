#include "documents/field_label_list.hpp"

namespace docexport {

// English, German, French, Spanish.
const std::array<LabelList, 6> label_lists{{
    {LabelKind::date,
     ";date;invoice date;due date;order date;delivery date;issue date;date of issue;issued;date of birth;birth date;"
     "birthday;start date;end date;expiry date;expiration date;valid until;payment due;payment date;sent;datum;"
     "rechnungsdatum;f\xC3\xA4llig am;f\xC3\xA4lligkeitsdatum;lieferdatum;bestelldatum;auftragsdatum;geburtsdatum;"
     "zahlbar bis;g\xC3\xBCltig bis;ausstellungsdatum;leistungsdatum;gesendet;date de facture;date de facturation;"
     "date d'\xC3\xA9"
     "ch\xC3\xA9"
     "ance;\xC3\xA9"
     "ch\xC3\xA9"
     "ance;date de naissance;date de commande;"
     "date de livraison;fecha;fecha de factura;fecha de emisi\xC3\xB3n;fecha de vencimiento;vencimiento;"
     "fecha de nacimiento;fecha de pedido;fecha de entrega;"},
    {LabelKind::amount,
     ";total;subtotal;sub-total;grand total;total amount;total due;amount due;balance due;amount;balance;net amount;"
     "gross amount;net;gross;price;unit price;shipping;discount;tax;sales tax;vat;deposit;salary;gesamt;"
     "gesamtbetrag;gesamtsumme;summe;zwischensumme;endbetrag;rechnungsbetrag;betrag;netto;brutto;nettobetrag;"
     "bruttobetrag;mwst;mehrwertsteuer;ust;umsatzsteuer;versand;versandkosten;rabatt;preis;einzelpreis;zu zahlen;"
     "total ttc;total ht;montant;montant total;sous-total;tva;net \xC3\xA0 payer;prix;remise;frais de port;importe;"
     "importe total;total a pagar;iva;base imponible;precio;descuento;gastos de env\xC3\xADo;"},
    {LabelKind::email,
     ";email;e-mail;mail;email address;e-mail address;e-mail-adresse;courriel;adresse e-mail;correo;"
     "correo electr\xC3\xB3nico;"},
    {LabelKind::phone,
     ";phone;telephone;tel;phone number;telephone number;mobile;cell;cell phone;fax;fax number;phone no;telefon;"
     "telefonnummer;telefax;mobil;handy;mobiltelefon;t\xC3\xA9l\xC3\xA9phone;t\xC3\xA9l;portable;"
     "t\xC3\xA9l\xC3\xA9"
     "copie;tel\xC3\xA9"
     "fono;m\xC3\xB3vil;celular;"},
    {LabelKind::identifier,
     ";invoice number;invoice no;invoice id;invoice;order number;order no;order id;purchase order;"
     "purchase order number;po number;po no;po;customer number;customer no;customer id;client number;client id;"
     "account number;account no;account;reference number;reference no;ref no;contract number;contract no;"
     "policy number;policy no;serial number;serial no;tracking number;tracking no;case number;case no;ticket number;"
     "vat number;vat id;vat no;vat reg no;tax id;tax number;tax no;quote number;quotation number;receipt number;"
     "receipt no;transaction id;passport number;passport no;member number;membership number;employee id;"
     "employee number;document number;document no;part number;item number;zip;zip code;postcode;postal code;ein;"
     "iban;bic;swift;swift code;bic/swift;sort code;routing number;isbn;issn;doi;rechnungsnummer;rechnungs-nr;"
     "rechnungsnr;rechnung nr;bestellnummer;bestell-nr;auftragsnummer;auftrags-nr;auftrag nr;kundennummer;kunden-nr;"
     "kundennr;vertragsnummer;vertrags-nr;kontonummer;konto-nr;konto;blz;bankleitzahl;ust-idnr;ust-id;ust-id-nr;"
     "ustid;steuernummer;steuer-nr;st.-nr;aktenzeichen;angebotsnummer;lieferscheinnummer;belegnummer;"
     "mitgliedsnummer;personalnummer;policennummer;versicherungsnummer;seriennummer;sendungsnummer;plz;postleitzahl;"
     "num\xC3\xA9ro de facture;n\xC2\xB0 de facture;n\xC2\xB0 facture;facture n\xC2\xB0;num\xC3\xA9ro de commande;"
     "n\xC2\xB0 de commande;commande n\xC2\xB0;num\xC3\xA9ro client;n\xC2\xB0 client;n\xC2\xB0 de client;siret;"
     "siren;n\xC2\xB0 tva;n\xC2\xB0 de contrat;num\xC3\xA9ro de contrat;code postal;n\xC3\xBAmero de factura;"
     "factura n\xC2\xBA;factura n.\xC2\xBA;n\xC2\xBA factura;n\xC2\xBA de factura;n\xC3\xBAmero de pedido;"
     "n\xC2\xBA de pedido;pedido n\xC2\xBA;n\xC3\xBAmero de cliente;n\xC2\xBA de cliente;nif;cif;dni;"
     "n\xC3\xBAmero de cuenta;c\xC3\xB3"
     "digo postal;"},
    {LabelKind::text,
     ";name;first name;last name;full name;given name;surname;family name;middle name;customer;client;customer name;"
     "company;company name;address;street;street address;city;state;country;billing address;shipping address;bank;"
     "bank name;payment terms;payment method;terms;reference;ref;your reference;our reference;contact;"
     "contact person;department;position;job title;occupation;place of birth;nationality;gender;sex;marital status;"
     "website;web;homepage;currency;from;to;cc;bcc;subject;reply-to;bill to;ship to;sold to;attn;supplier;vendor;"
     "vorname;nachname;anschrift;adresse;stra\xC3\x9F"
     "e;ort;stadt;land;kunde;firma;ansprechpartner;bearbeiter;"
     "sachbearbeiter;verwendungszweck;zahlungsbedingungen;zahlungsart;geburtsort;staatsangeh\xC3\xB6rigkeit;"
     "geschlecht;familienstand;betreff;von;an;w\xC3\xA4hrung;kontoinhaber;unser zeichen;ihr zeichen;internet;"
     "abteilung;beruf;nom;pr\xC3\xA9nom;soci\xC3\xA9t\xC3\xA9;ville;pays;rue;r\xC3\xA9"
     "f\xC3\xA9rence;objet;"
     "banque;lieu de naissance;nationalit\xC3\xA9;mode de paiement;de;\xC3\xA0;devise;nombre;apellidos;apellido;"
     "empresa;direcci\xC3\xB3n;ciudad;pa\xC3\xADs;calle;provincia;referencia;asunto;banco;lugar de nacimiento;"
     "nacionalidad;forma de pago;cliente;raz\xC3\xB3n social;para;moneda;"},
}};

}  // namespace docexport
