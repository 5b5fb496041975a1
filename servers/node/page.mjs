// What /page answers: a table of 50 rows, in which row i shows the answer of upstream call i mod calls, escaped.
// Written anew for each request.

const ROWS = 50;
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** A character is a byte, as it is in the answers. */
export function page(answers) {
  let html = '<!DOCTYPE html><html><head><title>Results</title></head><body><table>\n';
  for (let i = 0; i < ROWS; i++) {
    const call = i % answers.length;
    const { status, body } = answers[call];
    const text = escape(`<${i}> "${body}" & 'more'`);
    html += `<tr><td>${i}</td><td>${call}</td><td>${status}</td><td>${text}</td></tr>\n`;
  }
  return Buffer.from(`${html}</table></body></html>\n`, 'latin1');
}

function escape(text) {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]);
}
