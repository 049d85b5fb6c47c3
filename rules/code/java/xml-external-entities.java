import java.util.*;

class Example {
    void handle() throws Exception {
        // ruleid: java.xml-external-entities
        DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        // ruleid: java.xml-external-entities
        SAXParser parser = SAXParserFactory.newInstance().newSAXParser();
        // ruleid: java.xml-external-entities
        XMLStreamReader reader = XMLInputFactory.newInstance().createXMLStreamReader(in);
        // ruleid: java.xml-external-entities
        Object named = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder();
        // ok: java.xml-external-entities
        TransformerFactory transformers = TransformerFactory.newInstance();
        // ok: java.xml-external-entities
        Object other = new Object();
        // ok: java.xml-external-entities
        DocumentBuilder built = safeFactory.newDocumentBuilder();
    }
}
