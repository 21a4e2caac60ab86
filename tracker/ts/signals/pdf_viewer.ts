// Whether the browser shows PDF files itself.

export default function pdfViewer(): boolean | undefined {
  return navigator.pdfViewerEnabled;
}
