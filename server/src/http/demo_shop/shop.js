// What a small shop tells Dregs: who signed up, what was put into the basket, what was bought.
(function () {
  'use strict';
  if (document.body.dataset.state !== 'open') return;
  var status = document.getElementById('status');
  var count = document.getElementById('count');
  var buy = document.getElementById('buy');
  var basket = [];

  function say(text) { status.textContent = text; }

  document.querySelectorAll('[data-item]').forEach(function (button) {
    button.addEventListener('click', function () {
      basket.push(button.dataset.item);
      count.textContent = String(basket.length);
      buy.disabled = false;
      dregs('track', 'add_to_cart', { item: button.dataset.item, price: Number(button.dataset.price) });
      say(button.dataset.item + ' is in your basket.');
    });
  });

  document.getElementById('sign-up').addEventListener('submit', function (submit) {
    submit.preventDefault();
    var form = new FormData(submit.target);
    var email = String(form.get('email'));
    dregs('identify', email, { name: String(form.get('name')), email: email });
    dregs('track', 'signup', { plan: 'demo' });
    say('Welcome, ' + form.get('name') + '. You are an identity now.');
  });

  buy.addEventListener('click', function () {
    dregs('track', 'purchase', { items: basket.length });
    basket = [];
    count.textContent = '0';
    buy.disabled = true;
    say('Thank you. Nothing will be sent to you.');
  });

  document.getElementById('leave').addEventListener('click', function () {
    dregs('track', 'logout');
    dregs('reset');
    say('Signed out.');
  });

  window.addEventListener('load', function show(event, tries) {
    if (typeof dregs.fingerprint !== 'function') {
      if ((tries || 0) < 100) setTimeout(show, 100, event, (tries || 0) + 1);
      return;
    }
    dregs.fingerprint().then(
      function (fingerprint) { document.getElementById('fingerprint').textContent = fingerprint; },
      function () { document.getElementById('fingerprint').textContent = 'not available'; }
    );
  });
})();
